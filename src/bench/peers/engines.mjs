import { Engine } from 'json-rules-engine';
import { ZenEngine } from '@gorules/zen-engine';

const at = (fact, operator, value) => ({ fact, operator, value });
const atLeast = (fact, value) => at(fact, 'greaterThanInclusive', value);
const contains = (fact, codes) => codes.map((code) => at(fact, 'contains', code));

/** Rules of json-rules-engine: each has the conclusion as its event. */
export function jsonRulesEngine(sheet) {
  const rule = (type, conditions) => ({ conditions, event: { type } });
  const band = (fact, [low, high]) => ({ all: [atLeast(fact, low), at(fact, 'lessThan', high)] });
  const size = [atLeast('persons', sheet.persons[1]), atLeast('yen', sheet.yen[1])];
  if (sheet.users) size.push(atLeast('users', sheet.users));
  const ofProject = [
    rule('complexity', { all: [atLeast('criteria', sheet.criteria), ...contains('complexity', sheet.among)] }),
    rule('size', { any: size }),
    rule('role', { all: [atLeast('role', sheet.role), { any: contains('phases', sheet.phases) }] }),
    rule('accomplishments', { all: contains('accomplishments', sheet.every) }),
  ];
  if (sheet.smaller) {
    ofProject.push(rule('size', { all: [
      { any: [band('persons', sheet.persons), band('yen', sheet.yen)] }, atLeast('criteria', sheet.smaller)] }));
  }
  const ofSums = [
    rule('RESPONSIBILITIES', { all: [atLeast('months', sheet.months), ...contains('phases', sheet.phases),
      ...contains('accomplishments', sheet.once)] }),
    rule('SPECIALTY', { all: [atLeast('depth', sheet.depth)] }),
    rule('SUCCESSION', { all: [atLeast('kinds', sheet.kinds)] }),
    rule('SUBORDINATES', { all: [atLeast('records', 1)] }),
  ];
  const projects = new Engine(ofProject);
  const sums = new Engine(ofSums);
  const run = async (engine, facts) => new Set((await engine.run(facts)).events.map((event) => event.type));
  return { project: (facts) => run(projects, facts), sum: (facts) => run(sums, facts) };
}

/** Decisions of ZEN: an expression for each conclusion. */
export function zen(sheet) {
  const engine = new ZenEngine();
  const all = (parts) => parts.join(' and ') || 'true';
  const has = (fact, codes) => codes.map((code) => `contains(${fact}, "${code}")`);
  const band = (fact, [low, high]) => `(${fact} >= ${low} and ${fact} < ${high})`;
  const large = [`persons >= ${sheet.persons[1]}`, `yen >= ${sheet.yen[1]}`];
  if (sheet.users) large.push(`users >= ${sheet.users}`);
  if (sheet.smaller) {
    large.push(`((${band('persons', sheet.persons)} or ${band('yen', sheet.yen)}) and criteria >= ${sheet.smaller})`);
  }
  const projects = decision(engine, {
    complexity: all([`criteria >= ${sheet.criteria}`, ...has('complexity', sheet.among)]),
    size: large.join(' or '),
    role: all([`role >= ${sheet.role}`, `(${has('phases', sheet.phases).join(' or ')})`]),
    accomplishments: all(has('accomplishments', sheet.every)),
  });
  const sums = decision(engine, {
    RESPONSIBILITIES: all([`months >= ${sheet.months}`, ...has('phases', sheet.phases), ...has('accomplishments', sheet.once)]),
    SPECIALTY: `depth >= ${sheet.depth}`,
    SUCCESSION: `kinds >= ${sheet.kinds}`,
    SUBORDINATES: 'records >= 1',
  });
  const run = async (one, facts) => {
    const { result } = await one.evaluate(facts);
    return new Set(Object.keys(result).filter((key) => result[key] === true));
  };
  return { project: (facts) => run(projects, facts), sum: (facts) => run(sums, facts) };
}

function decision(engine, expressions) {
  const node = (id, type, content) => ({ id, type, name: id, position: { x: 0, y: 0 }, content });
  return engine.createDecision({
    nodes: [
      node('in', 'inputNode', {}),
      node('rules', 'expressionNode', {
        expressions: Object.entries(expressions).map(([key, value]) => ({ id: key, key, value })),
      }),
      node('out', 'outputNode', {}),
    ],
    edges: [
      { id: 'e1', sourceId: 'in', targetId: 'rules', type: 'edge' },
      { id: 'e2', sourceId: 'rules', targetId: 'out', type: 'edge' },
    ],
  });
}
