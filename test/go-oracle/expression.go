package main

import (
	"encoding/json"
	"fmt"
	"sort"
	"strings"

	"github.com/Masterminds/sprig/v3"
	"github.com/expr-lang/expr"
	"github.com/expr-lang/expr/builtin"
)

var sprigFunctions = func() map[string]any {
	functions := sprig.GenericFuncMap()
	delete(functions, "env")
	delete(functions, "expandenv")
	return functions
}()

func evaluateExpression(source string, values map[string]*string) (any, error) {
	env := environment(values)
	program, err := expr.Compile(source, expr.Env(env))
	if err != nil {
		return nil, err
	}
	return expr.Run(program, env)
}

// The variables of an expression tag and what the controller adds to expr's own functions.
func environment(values map[string]*string) map[string]any {
	env := expand(values)
	env["asInt"] = builtin.Int
	env["asFloat"] = builtin.Float
	env["toJson"] = func(value any) string {
		marshalled, err := json.Marshal(value)
		if err != nil {
			panic(err)
		}
		return string(marshalled)
	}
	env["sprig"] = sprigFunctions
	return env
}

// Names with dots become maps in maps; a name that others begin with loses its value.
func expand(values map[string]*string) map[string]any {
	names := make([]string, 0, len(values))
	for name := range values {
		names = append(names, name)
	}
	sort.Strings(names)
	root := map[string]any{}
	for i, name := range names {
		if i+1 < len(names) && strings.HasPrefix(names[i+1], name+".") {
			continue
		}
		steps := strings.Split(name, ".")
		branch := root
		for _, step := range steps[:len(steps)-1] {
			inner, ok := branch[step].(map[string]any)
			if !ok {
				inner = map[string]any{}
				branch[step] = inner
			}
			branch = inner
		}
		var value any
		if values[name] != nil {
			value = *values[name]
		}
		branch[steps[len(steps)-1]] = value
	}
	return root
}

// TaskResults is what a depends knows of a task.
type TaskResults struct {
	Succeeded    bool
	Failed       bool
	Errored      bool
	Skipped      bool
	Omitted      bool
	Daemoned     bool
	AnySucceeded bool
	AllFailed    bool
}

// The source is the written out condition, with underscores for hyphens.
func evaluateDepends(source string, results map[string]map[string]bool) (any, error) {
	env := map[string]TaskResults{}
	for name, result := range results {
		env[name] = TaskResults{
			Succeeded: result["Succeeded"], Failed: result["Failed"], Errored: result["Errored"], Skipped: result["Skipped"],
			Omitted: result["Omitted"], Daemoned: result["Daemoned"], AnySucceeded: result["AnySucceeded"], AllFailed: result["AllFailed"],
		}
	}
	program, err := expr.Compile(source, expr.Env(env))
	if err != nil {
		return nil, err
	}
	value, err := expr.Run(program, env)
	if err != nil {
		return nil, err
	}
	if _, ok := value.(bool); !ok {
		return nil, fmt.Errorf("not a bool: %v", value)
	}
	return value, nil
}
