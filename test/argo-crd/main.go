// argo-crd judges manifests by CRDs the way kube-apiserver does when an object is created (strict decoding, unknown fields,
// structural schema with OpenAPI limits, list types, CEL rules), without a server.
//
//	argo-crd -crds DIR FILE...      a JSON line for each document; exit code 1 when one is refused
//	argo-crd -crds DIR -serve       answers {"id":…,"yaml":"…"} lines on standard input with {"id":…,"verdicts":[…]} lines
package main

import (
	"encoding/json"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"strings"
)

func main() {
	folder := flag.String("crds", "", "folder of CRD files")
	serve := flag.Bool("serve", false, "answer JSON lines on standard input")
	flag.Parse()
	crds, err := indexCrds(*folder)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(2)
	}
	out := json.NewEncoder(os.Stdout)
	out.SetEscapeHTML(false)
	if *serve {
		answer(crds, out)
		return
	}
	if !judgeFiles(crds, flag.Args(), out) {
		os.Exit(1)
	}
}

type question struct {
	ID   int    `json:"id"`
	YAML string `json:"yaml"`
}

type reply struct {
	ID       int       `json:"id"`
	Verdicts []verdict `json:"verdicts"`
}

func answer(crds crdIndex, out *json.Encoder) {
	in := json.NewDecoder(os.Stdin)
	for {
		var asked question
		if err := in.Decode(&asked); errors.Is(err, io.EOF) {
			return
		} else if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		_ = out.Encode(reply{asked.ID, crds.judgeStream(strings.NewReader(asked.YAML))})
	}
}

func judgeFiles(crds crdIndex, files []string, out *json.Encoder) (allGood bool) {
	allGood = true
	for _, file := range files {
		text, err := os.Open(file)
		if err != nil {
			fmt.Fprintln(os.Stderr, err)
			os.Exit(2)
		}
		for _, v := range crds.judgeStream(text) {
			allGood = allGood && v.OK
			_ = out.Encode(v)
		}
		text.Close()
	}
	return allGood
}
