echo 3 > /pipewright/out/n
