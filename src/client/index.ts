export { type Client, type ClientOptions, createClient, type RequestOptions } from './client.ts';
export { type ClientErrorCode, NewsgraphError, type ResponseError } from './error.ts';
export * from './generated/graphql.ts';
export { possibleTypes } from './generated/possible-types.ts';
export type { SubscribeOptions } from './subscribe.ts';
