import { builder } from './builder.ts';
import { ERROR_CODES } from './errors.ts';

export const ErrorCodeEnum = builder.enumType('ErrorCode', {
  description: 'Every value that extensions.code of an error can have.',
  values: Object.fromEntries(
    Object.entries(ERROR_CODES).map(([code, description]) => [code, { description }]),
  ),
});

builder.queryField('errorCodes', (t) =>
  t.field({
    type: [ErrorCodeEnum],
    description:
      'All codes that errors carry in extensions.code; published here so that clients can generate them.',
    resolve: () => Object.keys(ERROR_CODES),
  }),
);
