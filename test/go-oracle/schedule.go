package main

import (
	"fmt"
	"strconv"
	"time"

	"github.com/robfig/cron/v3"
)

// nextTimes are the first times of a schedule after the second `from`, in the zone `zone`, `count` at most: Unix seconds.
func nextTimes(source string, values map[string]*string) (any, error) {
	number := func(name string) int64 {
		value, err := strconv.ParseInt(*values[name], 10, 64)
		if err != nil {
			panic(err)
		}
		return value
	}
	schedule, err := cron.ParseStandard(fmt.Sprintf("CRON_TZ=%s %s", *values["zone"], source))
	if err != nil {
		return nil, err
	}
	times := []int64{}
	at := time.UnixMilli(number("from")).UTC()
	for range number("count") {
		at = schedule.Next(at)
		if at.IsZero() {
			break
		}
		times = append(times, at.Unix())
	}
	return times, nil
}
