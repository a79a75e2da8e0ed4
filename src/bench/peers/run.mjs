// Decides the worked cases at four sheets with other rule engines, checks every letter, and measures CPU for a candidate.
// org.kentei.bench.Peers runs it with the cases and for how many seconds each engine is measured.
import { readFileSync } from 'node:fs';
import { jsonRulesEngine, zen } from './engines.mjs';
import { SHEETS, considered, projectFacts, sumFacts } from './sheets.mjs';

const cases = readFileSync(process.argv[2], 'utf8').trim().split('\n').map((line) => JSON.parse(line));
const seconds = Number(process.argv[3] ?? 40);
const versions = JSON.parse(readFileSync(new URL('package.json', import.meta.url))).dependencies;

async function letters(sheet, rules, candidate) {
  const asOf = candidate.asOf;
  const eligible = [];
  const counted = [];
  let complexity = false;
  let size = false;
  for (const project of considered(sheet, candidate, asOf)) {
    const met = await rules.project(projectFacts(sheet, project));
    complexity ||= met.has('complexity');
    size ||= met.has('size');
    if (met.has('complexity') && met.has('size') && met.has('role')) {
      eligible.push(project);
      if (met.has('accomplishments')) counted.push(project);
    }
  }
  const sums = await rules.sum(sumFacts(sheet, candidate, asOf, eligible, counted));
  return [sums.has('RESPONSIBILITIES'), complexity, size, sums.has('SPECIALTY'), sums.has('SUCCESSION'), sums.has('SUBORDINATES')]
    .map((met) => (met ? 'M' : 'N')).join('');
}

console.log(`| Engine | Letters that agree | µs of CPU for a candidate, ${SHEETS.length} sheets | bytes |`);
console.log('|---|---|---|---|');
const grouped = (number) => number.toLocaleString('en');
let wrong = 0;
for (const [name, version, make] of [
  ['json-rules-engine', versions['json-rules-engine'], jsonRulesEngine],
  ['GoRules ZEN', versions['@gorules/zen-engine'], zen],
]) {
  const engines = SHEETS.map((sheet) => [sheet, make(sheet)]);
  let agree = 0;
  for (const one of cases) {
    for (const [sheet, rules] of engines) {
      const found = await letters(sheet, rules, one.candidate);
      const right = one.expected.sheets[sheet.sheet];
      agree += [...found].filter((letter, place) => letter === right[place]).length;
      if (found !== right) {
        wrong += 1;
        if (wrong < 5) console.error(`${name} ${one.case} ${sheet.sheet}: ${found}, and ${right} is right`);
      }
    }
  }
  let best = Infinity;
  const end = Date.now() + seconds * 1000;
  while (Date.now() < end) {
    const before = process.cpuUsage();
    for (const one of cases) {
      for (const [sheet, rules] of engines) await letters(sheet, rules, one.candidate);
    }
    const used = process.cpuUsage(before);
    best = Math.min(best, (used.user + used.system) / cases.length);
  }
  console.log(`| ${name} ${version} | ${grouped(agree)} of ${grouped(cases.length * SHEETS.length * 6)} | ${best.toFixed(0)} | |`);
}
process.exit(wrong === 0 ? 0 : 1);
