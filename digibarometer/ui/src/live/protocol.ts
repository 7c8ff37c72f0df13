/** What the server sends: one JSON object a frame. docs/protocol.md tells what each means. */
export type Frame = {
  hello?: { now: number };
  screen?: string;
  mark?: string;
  panel?: string;
  html?: string;
  ack?: string;
  later?: string;
  refused?: string;
  why?: string;
  gone?: true;
  behind?: boolean;
};

/** What the browser sends. Fields are those of the form; the server turns text into numbers. */
export type Action = { do: string; id: string; number: number; phase?: string; [field: string]: unknown };
