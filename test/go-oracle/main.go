// The languages that Argo 4.1.2 interprets, by the libraries that it uses: reads one JSON question a line, answers one JSON
// object a line, in order.
package main

import (
	"bufio"
	"encoding/json"
	"fmt"
	"os"
	"runtime"
	"sync"
)

// Question is one line of input. Kind says which language Source is in.
type Question struct {
	Kind   string `json:"kind"`
	Source string `json:"source"`
	// Values are the scope's names; a null is an absent output.
	Values map[string]*string `json:"values"`
	// Results are the tasks of a depends.
	Results map[string]map[string]bool `json:"results"`
}

// Answer is one line of output: a value, or an error.
type Answer struct {
	// Value is the result with its Go types, as show prints it.
	Value string `json:"value,omitempty"`
	// JSON is the result marshalled; empty when it can't be.
	JSON string `json:"json,omitempty"`
	// Text is the result as %v prints it.
	Text  string `json:"text"`
	Error string `json:"error,omitempty"`
}

func main() {
	var questions []Question
	lines := bufio.NewScanner(os.Stdin)
	lines.Buffer(make([]byte, 1<<20), 1<<26)
	for lines.Scan() {
		var question Question
		if err := json.Unmarshal(lines.Bytes(), &question); err != nil {
			panic(err)
		}
		questions = append(questions, question)
	}
	answers := make([]Answer, len(questions))
	var group sync.WaitGroup
	next := make(chan int)
	for range runtime.NumCPU() {
		group.Add(1)
		go func() {
			defer group.Done()
			for i := range next {
				answers[i] = answer(questions[i])
			}
		}()
	}
	for i := range questions {
		next <- i
	}
	close(next)
	group.Wait()
	out := bufio.NewWriter(os.Stdout)
	defer out.Flush()
	encoder := json.NewEncoder(out)
	for _, answer := range answers {
		if err := encoder.Encode(answer); err != nil {
			panic(err)
		}
	}
}

func answer(question Question) (result Answer) {
	defer func() {
		if problem := recover(); problem != nil {
			result = Answer{Error: fmt.Sprintf("panic: %v", problem)}
		}
	}()
	var value any
	var err error
	switch question.Kind {
	case "expression":
		value, err = evaluateExpression(question.Source, question.Values)
	case "when":
		value, err = evaluateWhen(question.Source)
	case "depends":
		value, err = evaluateDepends(question.Source, question.Results)
	case "quote":
		value = quote(question.Source)
	case "tags":
		value, err = tags(question.Source)
	case "selector":
		value, err = selector(question.Source)
	case "duration":
		value, err = duration(question.Source)
	case "schedule":
		value, err = schedule(question.Source)
	case "times":
		value, err = nextTimes(question.Source, question.Values)
	case "zone":
		value, err = zone(question.Source)
	case "quantity":
		value, err = quantity(question.Source)
	case "document":
		value, err = document(question.Source)
	case "condition":
		value, err = condition(question.Source, question.Values["object"])
	case "jsonpath":
		value, err = jsonPath(question.Source, question.Values["object"])
	case "jq":
		value, err = jq(question.Source, question.Values["object"])
	default:
		err = fmt.Errorf("no such kind: %s", question.Kind)
	}
	if err != nil {
		return Answer{Error: err.Error()}
	}
	result = Answer{Value: show(value), Text: fmt.Sprintf("%v", value)}
	if marshalled, err := json.Marshal(value); err == nil {
		result.JSON = string(marshalled)
	}
	return result
}
