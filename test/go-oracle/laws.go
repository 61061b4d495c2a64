package main

import (
	"encoding/json"
	"time"

	"github.com/robfig/cron/v3"
	"k8s.io/apimachinery/pkg/api/resource"
	"k8s.io/apimachinery/pkg/labels"
	"sigs.k8s.io/yaml"
)

// selector reads the condition of a resource template.
func selector(source string) (any, error) {
	_, err := labels.Parse(source)
	return true, err
}

// duration reads a duration with units.
func duration(source string) (any, error) {
	_, err := time.ParseDuration(source)
	return true, err
}

// schedule reads the five fields of a CronWorkflow, as its controller does.
func schedule(source string) (any, error) {
	_, err := cron.ParseStandard(source)
	return true, err
}

// zone reads the name of a time zone.
func zone(source string) (any, error) {
	_, err := time.LoadLocation(source)
	return true, err
}

// quantity reads an amount of memory, processors or devices.
func quantity(source string) (any, error) {
	value, err := resource.ParseQuantity(source)
	if err != nil {
		return nil, err
	}
	return value.AsApproximateFloat64(), nil
}

// document reads YAML as kubectl does, and gives it as JSON.
func document(source string) (any, error) {
	text, err := yaml.YAMLToJSON([]byte(source))
	if err != nil {
		return nil, err
	}
	var value any
	err = json.Unmarshal(text, &value)
	return value, err
}
