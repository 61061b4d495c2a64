/** What a manifest is made of. */
export type YamlValue = null | boolean | number | string | readonly YamlValue[] | Mapping | undefined;

export interface Mapping {
  readonly [key: string]: YamlValue;
}

export const isList = (value: YamlValue): value is readonly YamlValue[] => Array.isArray(value);
export const isMap = (value: YamlValue): value is Mapping => typeof value === "object" && value !== null && !Array.isArray(value);
export const isEmpty = (value: object): boolean => (Array.isArray(value) ? value.length === 0 : Object.keys(value).length === 0);
