// The top sheet of each field: no higher sheet of the field can meet a clause in its place.
const MILLION = 1_000_000;
const BOTH = ['PLANNING', 'IMPLEMENTATION'];

export const SHEETS = [
  {
    sheet: 'OM7', field: 'OPERATIONS_MANAGEMENT', role: 4, months: 36, phases: BOTH,
    every: ['SERVICE_LEVEL', 'CUSTOMER_SATISFACTION', 'SECURITY', 'RELIABILITY', 'EFFECTIVENESS', 'OPTIMAL_COST'], once: [],
    list: ['INTERNATIONAL_OPERATIONS', 'INTERNATIONALLY_ADVANCED_OPERATIONS', 'ADVANCED_OPERATIONS_REQUIREMENTS',
      'ADVANCED_INFRASTRUCTURE_REQUIREMENTS', 'ADVANCED_SYSTEM_LINK', 'COMPLEX_STRUCTURE', 'COMPLEX_CONTRACT'],
    criteria: 3, among: ['INTERNATIONAL_OPERATIONS'],
    persons: [150, 250], yen: [1500 * MILLION, 2500 * MILLION], smaller: 5, users: null, depth: 4, kinds: 5,
  },
  {
    sheet: 'SY6', field: 'SYSTEM_MANAGEMENT', role: 2, months: 36, phases: BOTH,
    every: ['MAINTENANCE_MANAGEMENT'], once: ['DESIGN_AND_CONSTRUCTION', 'ACCEPTANCE_CRITERIA'],
    list: ['ADVANCED_OPERATIONS_REQUIREMENTS', 'COMPLEX_OPERATING_SYSTEM', 'ADVANCED_APPLICATION_REQUIREMENTS',
      'COMPLEX_STRUCTURE', 'COMPLEX_CONTRACT'],
    criteria: 2, among: [],
    persons: [75, 150], yen: [750 * MILLION, 1500 * MILLION], smaller: 4, users: null, depth: 3, kinds: 4,
  },
  {
    sheet: 'OP4', field: 'OPERATIONS', role: 1, months: 24, phases: ['OPERATION'],
    every: ['JOB_IMPROVEMENT', 'UNSCHEDULED_TASKS', 'STAKEHOLDER_SATISFACTION'], once: [],
    list: ['COMPLEX_OPERATING_SYSTEM', 'ADVANCED_BUSINESS_REQUIREMENTS', 'COMPLEX_STRUCTURE', 'COMPLEX_CONTRACT'],
    criteria: 2, among: [],
    persons: [15, 30], yen: [150 * MILLION, 300 * MILLION], smaller: 4, users: null, depth: 1, kinds: 1,
  },
  {
    sheet: 'SD4', field: 'SERVICE_DESK', role: 1, months: 24, phases: BOTH,
    every: ['SERVICE_LEVEL', 'CUSTOMER_SATISFACTION', 'EFFECTIVENESS'], once: [],
    list: ['ADVANCED_SUPPORT_SYSTEM', 'ADVANCED_NETWORK_REQUIREMENTS', 'ADVANCED_APPLICATION_REQUIREMENTS',
      'COMPLEX_STRUCTURE', 'COMPLEX_CONTRACT'],
    criteria: 2, among: [],
    persons: [null, 20], yen: [null, 100 * MILLION], smaller: null, users: 3000, depth: 1, kinds: 1,
  },
];

const ROLES = ['MEMBER', 'LEADER', 'RESPONSIBLE', 'RESPONSIBLE_FOR_CUSTOMERS', 'RESPONSIBLE_FOR_WHOLE'];
const DEPTHS = ['PERFORMS_INDEPENDENTLY', 'GUIDES_SUBORDINATES', 'CONTRIBUTES_TO_COMPANY', 'CONTRIBUTES_TO_INDUSTRY',
  'LEADS_INDUSTRY'];
const DAY = 86_400_000;

/** The facts of a project at a sheet; -1 is a number that is not stated. */
export function projectFacts(sheet, project) {
  const complexity = project.complexity ?? [];
  return {
    role: ROLES.indexOf(project.role),
    phases: project.phases ?? [],
    accomplishments: project.accomplishments ?? [],
    complexity,
    criteria: complexity.filter((code) => sheet.list.includes(code)).length,
    persons: project.headcount ?? -1,
    yen: project.annualContractValue ?? -1,
    users: project.annualUsers ?? -1,
  };
}

/** The facts of a candidate at a sheet, after its projects were judged. */
export function sumFacts(sheet, candidate, asOf, eligible, counted) {
  const contributions = (candidate.contributions ?? []).filter((one) => one.date <= asOf
    && (sheet.field === 'OPERATIONS_MANAGEMENT' || one.specialtyField === sheet.field));
  const held = (candidate.specialties ?? []).filter((one) => one.specialtyField === sheet.field);
  return {
    months: months(counted, asOf),
    phases: [...new Set(counted.flatMap((one) => one.phases ?? []))],
    accomplishments: [...new Set(eligible.flatMap((one) => one.accomplishments ?? []))],
    depth: Math.max(-1, ...held.map((one) => DEPTHS.indexOf(one.depth))),
    kinds: new Set(contributions.map((one) => one.kind)).size,
    records: (candidate.subordinateDevelopment ?? []).filter((one) => one.from <= asOf).length,
  };
}

export function considered(sheet, candidate, asOf) {
  return (candidate.projects ?? []).filter((one) => one.specialtyField === sheet.field && one.successful && one.from <= asOf);
}

const day = (text) => Date.parse(`${text}T00:00:00Z`);

function months(projects, asOf) {
  const spans = projects
    .map((one) => [day(one.from), day(!one.to || one.to > asOf ? asOf : one.to)])
    .sort((one, other) => one[0] - other[0]);
  const runs = [];
  for (const [from, to] of spans) {
    const last = runs.at(-1);
    if (last && from <= last[1] + DAY) {
      last[1] = Math.max(last[1], to);
    } else {
      runs.push([from, to]);
    }
  }
  let whole = 0;
  let rest = 0;
  for (const [from, to] of runs) {
    const [runMonths, days] = period(new Date(from), new Date(to + DAY));
    whole += runMonths;
    rest += days;
  }
  return whole + Math.floor(rest / 31);
}

function period(from, to) {
  let whole = (to.getUTCFullYear() - from.getUTCFullYear()) * 12 + to.getUTCMonth() - from.getUTCMonth();
  let days = to.getUTCDate() - from.getUTCDate();
  if (whole > 0 && days < 0) {
    whole -= 1;
    const year = from.getUTCFullYear() + Math.floor((from.getUTCMonth() + whole) / 12);
    const month = (from.getUTCMonth() + whole) % 12;
    const last = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
    days = (to - Date.UTC(year, month, Math.min(from.getUTCDate(), last))) / DAY;
  }
  return [whole, days];
}
