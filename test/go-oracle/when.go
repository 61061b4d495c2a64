package main

import (
	"fmt"

	"github.com/Knetic/govaluate"
)

// A condition is read, its bare words become texts, and it is read and evaluated again.
func evaluateWhen(source string) (any, error) {
	first, err := govaluate.NewEvaluableExpression(source)
	if err != nil {
		return nil, fmt.Errorf("Invalid: %v", err)
	}
	tokens := first.Tokens()
	for i := range tokens {
		if tokens[i].Kind == govaluate.VARIABLE {
			tokens[i].Kind = govaluate.STRING
		}
	}
	second, err := govaluate.NewEvaluableExpressionFromTokens(tokens)
	if err != nil {
		return nil, fmt.Errorf("Failed to parse: %v", err)
	}
	value, err := second.Evaluate(nil)
	if err != nil {
		return nil, fmt.Errorf("Failed to evaluate: %v", err)
	}
	return value, nil
}
