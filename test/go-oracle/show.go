package main

import (
	"encoding/base64"
	"fmt"
	"math"
	"reflect"
	"sort"
	"strings"
	"time"
)

// show prints a value with the Go types of it and of everything in it, so that two values are the same when their prints are.
func show(value any) string {
	switch v := value.(type) {
	case nil:
		return "nil"
	case string:
		return "string:" + base64.StdEncoding.EncodeToString([]byte(v))
	case float64:
		return fmt.Sprintf("float64:%016x", bits(v))
	case time.Time:
		_, offset := v.Zone()
		return fmt.Sprintf("time:%d.%09d:%d", v.Unix(), v.Nanosecond(), offset)
	case time.Duration:
		return fmt.Sprintf("duration:%d", int64(v))
	case *time.Location:
		return "zone:" + v.String()
	}
	v := reflect.ValueOf(value)
	switch v.Kind() {
	case reflect.Slice, reflect.Array:
		if v.Kind() == reflect.Slice && v.IsNil() {
			return v.Type().String() + "nil"
		}
		items := make([]string, v.Len())
		for i := range items {
			items[i] = show(v.Index(i).Interface())
		}
		return v.Type().String() + "[" + strings.Join(items, ",") + "]"
	case reflect.Map:
		entries := make([]string, 0, v.Len())
		for _, key := range v.MapKeys() {
			entries = append(entries, show(key.Interface())+"="+show(v.MapIndex(key).Interface()))
		}
		sort.Strings(entries)
		return v.Type().String() + "{" + strings.Join(entries, ",") + "}"
	case reflect.Func:
		return "func"
	}
	return fmt.Sprintf("%s:%v", v.Type(), value)
}

// All NaNs are one.
func bits(value float64) uint64 {
	if math.IsNaN(value) {
		return 0x7ff8000000000000
	}
	return math.Float64bits(value)
}
