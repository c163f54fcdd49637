export { type ChainStep, type LogFault, readChain } from "./log/reader.js";
export { type LogWriter, openLogWriter } from "./log/writer.js";
export { openSession, type RecordSink, type WatchSession } from "./session.js";
export { openReplay, type Replay } from "./verify/replay.js";
