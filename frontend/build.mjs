// Builds what a browser is given: style sheets (left-to-right and mirrored), scripts, font and icon.
// Every file straight below frontend/js is an entry: a module, or a worker script when it ends in `.worker.js`.
import { cpSync, mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

import * as esbuild from "esbuild";
import rtlcss from "rtlcss";
import * as sass from "sass";

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(here);
const modules = join(root, "node_modules");
const out = join(root, "src", "listens", "static_built");

// Sass can only mix real colours, so the style sheets name these stand-ins; each area's own brand.css
// (core/brand.py) then sets the custom properties that take their place.
const STAND_INS = { "#4c1d63": "--brand-ink", "#361446": "--brand-dark", "#f4eff6": "--brand-tint" };

function styles(name) {
  const made = sass.compile(join(here, "scss", `${name}.scss`), {
    loadPaths: [modules],
    style: "compressed",
    quietDeps: true,
  });
  let css = made.css;
  for (const [colour, property] of Object.entries(STAND_INS)) {
    css = css.replaceAll(colour, `var(${property},${colour})`);
  }
  css = css.replaceAll(/url\("\/assets\/[^)]*\)/g, "none"); // icons of components that we do not use
  writeFileSync(join(out, `${name}.css`), css);
  writeFileSync(join(out, `${name}.rtl.css`), rtlcss.process(css));
}

async function scripts() {
  const names = readdirSync(join(here, "js")).filter((name) => name.endsWith(".js"));
  const entries = (wanted) => names.filter((name) => name.endsWith(".worker.js") === wanted).map((name) => join(here, "js", name));
  const options = { bundle: true, minify: true, target: "es2020", outdir: out, logLevel: "warning", nodePaths: [modules] };
  await esbuild.build({ ...options, entryPoints: entries(false), format: "esm" });
  await esbuild.build({ ...options, entryPoints: entries(true), format: "iife" });
}

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
const fonts = join(modules, "@fontsource-variable", "atkinson-hyperlegible-next");
for (const part of ["latin", "latin-ext"]) {
  cpSync(join(fonts, "files", `atkinson-hyperlegible-next-${part}-wght-normal.woff2`), join(out, `font-${part}.woff2`));
}
cpSync(join(fonts, "LICENSE"), join(out, "font-licence.txt"));
cpSync(join(here, "images"), out, { recursive: true });
styles("app");
styles("phone"); // the listener's pages
await scripts();
