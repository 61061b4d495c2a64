package main

import (
	"io"
	"strconv"

	"github.com/valyala/fasttemplate"
)

func quote(text string) string {
	return strconv.Quote(text)
}

// The tags of a text, in order.
func tags(text string) ([]string, error) {
	template, err := fasttemplate.NewTemplate(text, "{{", "}}")
	if err != nil {
		return nil, err
	}
	found := []string{}
	_, err = template.ExecuteFunc(io.Discard, func(_ io.Writer, tag string) (int, error) {
		found = append(found, tag)
		return 0, nil
	})
	return found, err
}
