/** The linters that the description of the API must satisfy. */
import { createConfig, lintFromString } from "@redocly/openapi-core";
// Node finds no named exports in these two, which are CommonJS.
import spectralCore, { type RulesetDefinition } from "@stoplight/spectral-core";
import spectralRulesets from "@stoplight/spectral-rulesets";

const { Spectral } = spectralCore;
const { oas } = spectralRulesets;

/** Returns what Redocly's recommended rules complain of in `text`, an OpenAPI document as JSON. */
export async function redoclyProblems(text: string): Promise<string[]> {
  const config = await createConfig({ extends: ["recommended"] });
  const problems = await lintFromString({ source: text, absoluteRef: "openapi.json", config });
  return problems.map(({ ruleId, message }) => `${ruleId}: ${message}`);
}

/** Returns what Spectral's recommended rules complain of in `text`, an OpenAPI document as JSON. */
export async function spectralProblems(text: string): Promise<string[]> {
  const spectral = new Spectral();
  spectral.setRuleset({
    extends: [[oas, "recommended"]],
    rules: {
      // As released it breaks at the null of an enum, which JSON Schema allows.
      "duplicated-entry-in-enum": {
        ...(oas.rules["duplicated-entry-in-enum"] as object),
        given: [
          "$..[?(@property !== 'properties' && @ && @.enum && @.enum.constructor.name === 'Array')]",
        ],
      },
      // Most summaries say it all, and who runs a site the source does not know.
      "operation-description": "off",
      "info-contact": "off",
    },
  } as RulesetDefinition);
  const problems = await spectral.run(JSON.parse(text));
  return problems.map(({ code, path }) => `${code}: ${path.join(".")}`);
}
