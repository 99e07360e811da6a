type Language = {
  /** Its grammar. */
  name: string
  /** What else models call it. */
  aliases?: string
  /** The name of a file that holds it, or its ending. */
  file: string
}

const languages: readonly Language[] = [
  { name: 'asciidoc', aliases: 'adoc', file: '.adoc' },
  { name: 'astro', file: '.astro' },
  { name: 'bash', aliases: 'sh shell shellscript zsh', file: '.sh' },
  { name: 'bat', aliases: 'batch cmd', file: '.bat' },
  { name: 'c', aliases: 'h', file: '.c' },
  { name: 'clojure', aliases: 'clj', file: '.clj' },
  { name: 'cmake', file: 'CMakeLists.txt' },
  { name: 'cpp', aliases: 'c++ cc hpp', file: '.cpp' },
  { name: 'csharp', aliases: 'cs c#', file: '.cs' },
  { name: 'css', file: '.css' },
  { name: 'csv', file: '.csv' },
  { name: 'dart', file: '.dart' },
  { name: 'diff', aliases: 'patch', file: '.diff' },
  { name: 'docker', aliases: 'dockerfile', file: 'Dockerfile' },
  { name: 'dotenv', aliases: 'env', file: '.env' },
  { name: 'elixir', aliases: 'ex exs', file: '.ex' },
  { name: 'elm', file: '.elm' },
  { name: 'erlang', aliases: 'erl', file: '.erl' },
  { name: 'fish', file: '.fish' },
  { name: 'fortran-free-form', aliases: 'fortran f90', file: '.f90' },
  { name: 'fsharp', aliases: 'fs f#', file: '.fs' },
  { name: 'glsl', file: '.glsl' },
  { name: 'go', aliases: 'golang', file: '.go' },
  { name: 'graphql', aliases: 'gql', file: '.graphql' },
  { name: 'groovy', aliases: 'gradle', file: '.groovy' },
  { name: 'haskell', aliases: 'hs', file: '.hs' },
  { name: 'hcl', file: '.hcl' },
  { name: 'html', aliases: 'htm xhtml', file: '.html' },
  { name: 'http', file: '.http' },
  { name: 'ini', aliases: 'cfg conf', file: '.ini' },
  { name: 'java', file: '.java' },
  { name: 'javascript', aliases: 'js mjs cjs node', file: '.js' },
  { name: 'json', file: '.json' },
  { name: 'json5', file: '.json5' },
  { name: 'jsonc', file: '.jsonc' },
  { name: 'jsonl', aliases: 'ndjson', file: '.jsonl' },
  { name: 'jsx', file: '.jsx' },
  { name: 'julia', aliases: 'jl', file: '.jl' },
  { name: 'kotlin', aliases: 'kt kts', file: '.kt' },
  { name: 'latex', aliases: 'tex', file: '.tex' },
  { name: 'less', file: '.less' },
  { name: 'lisp', aliases: 'common-lisp elisp', file: '.lisp' },
  { name: 'lua', file: '.lua' },
  { name: 'make', aliases: 'makefile', file: 'Makefile' },
  { name: 'markdown', aliases: 'md', file: '.md' },
  { name: 'matlab', aliases: 'octave', file: '.m' },
  { name: 'mdx', file: '.mdx' },
  { name: 'nginx', file: '.conf' },
  { name: 'nim', file: '.nim' },
  { name: 'nix', file: '.nix' },
  { name: 'objective-c', aliases: 'objc objectivec', file: '.m' },
  { name: 'ocaml', aliases: 'ml', file: '.ml' },
  { name: 'pascal', aliases: 'delphi', file: '.pas' },
  { name: 'perl', aliases: 'pl', file: '.pl' },
  { name: 'php', file: '.php' },
  { name: 'powershell', aliases: 'ps1 pwsh ps', file: '.ps1' },
  { name: 'prisma', file: '.prisma' },
  { name: 'proto', aliases: 'protobuf', file: '.proto' },
  { name: 'python', aliases: 'py python3', file: '.py' },
  { name: 'r', file: '.r' },
  { name: 'regex', aliases: 'regexp', file: '.txt' },
  { name: 'ruby', aliases: 'rb', file: '.rb' },
  { name: 'rust', aliases: 'rs', file: '.rs' },
  { name: 'sass', file: '.sass' },
  { name: 'scala', file: '.scala' },
  { name: 'scheme', file: '.scm' },
  { name: 'scss', file: '.scss' },
  { name: 'shellsession', aliases: 'console shell-session', file: '.txt' },
  { name: 'solidity', aliases: 'sol', file: '.sol' },
  { name: 'sql', aliases: 'mysql postgresql postgres sqlite plsql', file: '.sql' },
  { name: 'svelte', file: '.svelte' },
  { name: 'swift', file: '.swift' },
  { name: 'terraform', aliases: 'tf', file: '.tf' },
  { name: 'toml', file: '.toml' },
  { name: 'tsx', file: '.tsx' },
  { name: 'typescript', aliases: 'ts mts cts', file: '.ts' },
  { name: 'vb', aliases: 'vbnet', file: '.vb' },
  { name: 'verilog', file: '.v' },
  { name: 'vim', aliases: 'viml vimscript', file: '.vim' },
  { name: 'vue', file: '.vue' },
  { name: 'wasm', aliases: 'wat', file: '.wat' },
  { name: 'xml', aliases: 'svg xsd', file: '.xml' },
  { name: 'yaml', aliases: 'yml', file: '.yaml' },
  { name: 'zig', file: '.zig' },
]

const byName = new Map(
  languages.flatMap((language) =>
    [language.name, ...(language.aliases?.split(' ') ?? [])].map((name) => [name, language]),
  ),
)

/** The languages that have a grammar. */
export const languageNames = languages.map(({ name }) => name)

/** The language that a fence names, or null when it is none that is known. */
export const findLanguage = (name: string | null): Language | null =>
  (name && byName.get(name.toLowerCase())) || null

/** A name for a file of code in this language. */
export function codeFileName(name: string | null): string {
  const file = name?.toLowerCase() === 'mermaid' ? '.mmd' : (findLanguage(name)?.file ?? '.txt')
  return file.startsWith('.') ? `code${file}` : file
}
