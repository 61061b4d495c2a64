package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"sync"

	"k8s.io/apiextensions-apiserver/pkg/apis/apiextensions"
	apiextensionsv1 "k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/v1"
	structuralschema "k8s.io/apiextensions-apiserver/pkg/apiserver/schema"
	"k8s.io/apiextensions-apiserver/pkg/apiserver/validation"
	"k8s.io/apiextensions-apiserver/pkg/registry/customresource"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/util/validation/field"
	"sigs.k8s.io/yaml"
)

// crdIndex finds the CRD of a kind; each is read when its kind first comes up, as that takes most of a second.
type crdIndex map[schema.GroupVersionKind]*lazyCrd

type lazyCrd struct {
	file string
	once sync.Once
	crd  *crd
	err  error
}

type crd struct {
	namespaced bool
	structural *structuralschema.Structural
	// validate gives everything that an API server finds wrong with an object.
	validate func(context.Context, *unstructured.Unstructured) field.ErrorList
}

var (
	groupLine   = regexp.MustCompile(`(?m)^  group: (\S+)`)
	kindLine    = regexp.MustCompile(`(?m)^    kind: (\S+)`)
	versionLine = regexp.MustCompile(`(?m)^  (?:- |  )name: (v\S+)$`)
)

// indexCrds learns kind, group and version from the first and last lines of each generated CRD file.
func indexCrds(folder string) (crdIndex, error) {
	files, err := filepath.Glob(filepath.Join(folder, "*.yaml"))
	if err != nil || len(files) == 0 {
		return nil, fmt.Errorf("no CRD files in %q: %v", folder, err)
	}
	crds := crdIndex{}
	for _, file := range files {
		text, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		group, kind, version := groupLine.FindSubmatch(text), kindLine.FindSubmatch(text), versionLine.FindSubmatch(text)
		if group == nil || kind == nil || version == nil {
			return nil, fmt.Errorf("%s: not a generated CRD file", file)
		}
		gvk := schema.GroupVersionKind{Group: string(group[1]), Version: string(version[1]), Kind: string(kind[1])}
		crds[gvk] = &lazyCrd{file: file}
	}
	return crds, nil
}

func (l *lazyCrd) load(gvk schema.GroupVersionKind) (*crd, error) {
	l.once.Do(func() { l.crd, l.err = readCrd(l.file, gvk) })
	return l.crd, l.err
}

func readCrd(file string, gvk schema.GroupVersionKind) (*crd, error) {
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, err
	}
	var definition apiextensionsv1.CustomResourceDefinition
	if err := yaml.UnmarshalStrict(text, &definition); err != nil {
		return nil, err
	}
	namespaced := definition.Spec.Scope == apiextensionsv1.NamespaceScoped
	for _, version := range definition.Spec.Versions {
		if version.Name != gvk.Version {
			continue
		}
		var props apiextensions.JSONSchemaProps
		if err := apiextensionsv1.Convert_v1_JSONSchemaProps_To_apiextensions_JSONSchemaProps(version.Schema.OpenAPIV3Schema, &props, nil); err != nil {
			return nil, err
		}
		structural, err := structuralschema.NewStructural(&props)
		if err != nil {
			return nil, err
		}
		validator, _, err := validation.NewSchemaValidator(&props)
		if err != nil {
			return nil, err
		}
		strategy := customresource.NewStrategy(nil, namespaced, gvk, validator, nil, structural, nil, nil, nil)
		validate := func(ctx context.Context, object *unstructured.Unstructured) field.ErrorList {
			return strategy.Validate(ctx, object)
		}
		return &crd{namespaced, structural, validate}, nil
	}
	return nil, fmt.Errorf("%s: no version %s", file, gvk.Version)
}
