package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"strings"

	"github.com/itchyny/gojq"
	"github.com/tidwall/gjson"
	"k8s.io/apimachinery/pkg/labels"
	kubejson "k8s.io/apimachinery/pkg/util/json"
	"k8s.io/client-go/util/jsonpath"
)

// fields gives a selector what lies at paths of an object, as Argo's executor does.
type fields struct{ object string }

func (f fields) Has(path string) bool { return gjson.Get(f.object, path).Exists() }
func (f fields) Get(path string) string {
	return gjson.Get(f.object, path).String()
}
func (f fields) Lookup(path string) (string, bool) {
	found := gjson.Get(f.object, path)
	return found.String(), found.Exists()
}

// condition reads the condition of a resource template, and says of each of its terms how it is printed and whether an object meets it.
func condition(source string, object *string) (any, error) {
	selector, err := labels.Parse(source)
	if err != nil {
		return nil, err
	}
	terms, _ := selector.Requirements()
	told := []any{}
	for _, term := range terms {
		told = append(told, fmt.Sprintf("%s %v", term, term.Matches(fields{*object})))
	}
	return told, nil
}

// jsonPath prints an object by a template, as kubectl does.
func jsonPath(source string, object *string) (any, error) {
	var value any
	if err := kubejson.Unmarshal([]byte(*object), &value); err != nil {
		return nil, err
	}
	path := jsonpath.New("out").AllowMissingKeys(true)
	if err := path.Parse(source); err != nil {
		return nil, err
	}
	var printed bytes.Buffer
	err := path.Execute(&printed, value)
	return printed.String(), err
}

// jq puts an object through a filter, as Argo's executor does.
func jq(source string, object *string) (any, error) {
	var value any
	if err := json.Unmarshal([]byte(*object), &value); err != nil {
		return nil, err
	}
	query, err := gojq.Parse(source)
	if err != nil {
		return nil, err
	}
	var printed strings.Builder
	results := query.Run(value)
	for {
		result, more := results.Next()
		if !more {
			return strings.TrimSpace(printed.String()), nil
		}
		if err, isError := result.(error); isError {
			return nil, err
		}
		if text, isText := result.(string); isText {
			printed.WriteString(text)
		} else {
			text, err := gojq.Marshal(result)
			if err != nil {
				return nil, err
			}
			printed.Write(text)
		}
		printed.WriteString("\n")
	}
}
