export { type HttpServer, serveHttp, WEBHOOK_PATH } from './server.ts';
