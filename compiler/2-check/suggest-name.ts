/** The nearest name that Kubernetes takes: `Taxi_Retrain` is `taxi-retrain`. */
export function suggestName(name: string): string {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, "$1-$2")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-");
  return words.replace(/^-+|-+$/g, "").slice(0, 50) || "taxi-retrain";
}
