// SPDX-License-Identifier: Apache-2.0
// What console.js uses of other people's libraries. Monaco's workers are files of their own.
import 'graphiql/style.css';

globalThis.MonacoEnvironment = {
  globalAPI: true, // Tests write into the editors.
  getWorker: (_, label) => new Worker(`/console/${label === 'graphql' || label === 'json' ? label : 'editor'}.worker.js`),
};

export { GraphiQL } from 'graphiql';
export { useGraphiQL } from '@graphiql/react';
export { parse } from 'graphql';
export { createElement, Fragment, useCallback, useEffect, useMemo, useRef, useState } from 'react';
export { createRoot } from 'react-dom/client';
