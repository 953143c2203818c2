// Validates the KEDA resources of a rendered chart with the validators of @kubernetes-models/keda, made from KEDA's own types.
import { pathToFileURL } from "node:url";
import { execFileSync } from "node:child_process";

const [, , folder, file] = process.argv;
const types = `${folder}/node_modules/@kubernetes-models/keda/_schemas/ComGithubKedacoreKedaV2ApisKedaV1alpha1`;
// Python's YAML is the one that is there wherever pip is used.
const documents = JSON.parse(execFileSync("python3", ["-c",
  "import json,sys,yaml; print(json.dumps([d for d in yaml.safe_load_all(open(sys.argv[1])) if d]))", file]));
let count = 0;
for (const document of documents.filter((one) => one.apiVersion === "keda.sh/v1alpha1")) {
  const { validate } = await import(pathToFileURL(`${types}${document.kind}.js`));
  if (!validate(document)) {
    console.error(`${document.kind} ${document.metadata.name}: ${JSON.stringify(validate.errors)}`);
    process.exit(1);
  }
  count++;
}
console.log(`${file}: ${count} KEDA resources are valid`);
