export { openOperatorDoor, type Question } from './operator.ts';
export { isSecret, type Note, OPERATOR_PATH, REPLY, readNote } from './operator-note.ts';
export { demandAddress, type HttpParts, type HttpServer, serveHttp, WEBHOOK_PATH } from './server.ts';
