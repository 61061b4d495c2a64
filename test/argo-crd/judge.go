package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"

	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/defaulting"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/schema/pruning"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	utiljson "k8s.io/apimachinery/pkg/util/json"
	utilyaml "k8s.io/apimachinery/pkg/util/yaml"
	"sigs.k8s.io/yaml"
)

// verdict is what an API server would say to one document of a stream.
type verdict struct {
	Index  int      `json:"index"`
	Kind   string   `json:"kind"`
	Name   string   `json:"name"`
	OK     bool     `json:"ok"`
	Errors []string `json:"errors"`
	// Issues are the errors that stand at a field, with its path apart from the words.
	Issues []issue `json:"issues"`
}

type issue struct {
	Path string `json:"path"`
	// Type is Kubernetes' own class of the error, such as FieldValueRequired, or UnknownField.
	Type string `json:"type"`
}

func (crds crdIndex) judgeStream(in io.Reader) []verdict {
	verdicts := []verdict{}
	documents := utilyaml.NewYAMLReader(bufio.NewReader(in))
	for index := 0; ; index++ {
		document, err := documents.Read()
		if errors.Is(err, io.EOF) {
			return verdicts
		}
		if err != nil {
			return append(verdicts, verdict{Index: index, Errors: []string{err.Error()}})
		}
		var content any
		if yaml.Unmarshal(document, &content) == nil && content == nil { // empty, or comments only
			continue
		}
		v := crds.judge(document)
		v.Index, v.OK = index, len(v.Errors) == 0
		verdicts = append(verdicts, v)
	}
}

func (crds crdIndex) judge(document []byte) (v verdict) {
	v.Errors, v.Issues = []string{}, []issue{}
	refuse := func(format string, args ...any) verdict {
		v.Errors = append(v.Errors, fmt.Sprintf(format, args...))
		return v
	}
	asJSON, err := yaml.YAMLToJSONStrict(document) // refuses a key that comes twice
	if err != nil {
		return refuse("yaml: %v", err)
	}
	var object map[string]any
	if err := utiljson.Unmarshal(asJSON, &object); err != nil { // keeps integers apart from floats, as the API server does
		return refuse("json: %v", err)
	}
	u := &unstructured.Unstructured{Object: object}
	gvk := u.GroupVersionKind()
	v.Kind, v.Name = gvk.Kind, u.GetName()
	if v.Name == "" {
		v.Name = u.GetGenerateName()
	}
	known, ok := crds[gvk]
	if !ok {
		return refuse("no CRD for %s", gvk)
	}
	crd, err := known.load(gvk)
	if err != nil {
		return refuse("crd: %v", err)
	}
	meta, found, unknown, err := objectmeta.GetObjectMetaWithOptions(object, objectmeta.ObjectMetaOptions{ReturnUnknownFieldPaths: true})
	if err != nil {
		v.Issues = append(v.Issues, issue{"metadata", "Undecodable"})
		return refuse("metadata: %v", err)
	}
	tracked := structuralschema.UnknownFieldPathOptions{TrackUnknownFieldPaths: true}
	unknown = append(unknown, pruning.PruneWithOptions(object, crd.structural, true, tracked)...)
	for _, path := range unknown {
		refuse("unknown field %q", path)
		v.Issues = append(v.Issues, issue{path, "UnknownField"})
	}
	defaulting.PruneNonNullableNullsWithoutDefaults(object, crd.structural)
	defaulting.Default(object, crd.structural)
	if found {
		if err := objectmeta.SetObjectMeta(object, meta); err != nil {
			return refuse("metadata: %v", err)
		}
	}
	if u.GetName() == "" && u.GetGenerateName() != "" { // the server fills these in before it validates
		u.SetName(u.GetGenerateName() + "abcde")
	}
	if crd.namespaced && u.GetNamespace() == "" {
		u.SetNamespace("default")
	}
	for _, e := range crd.validate(context.Background(), u) {
		v.Errors = append(v.Errors, e.Error())
		v.Issues = append(v.Issues, issue{e.Field, string(e.Type)})
	}
	return v
}
