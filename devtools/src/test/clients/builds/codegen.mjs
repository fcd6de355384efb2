// SPDX-License-Identifier: Apache-2.0
export default {
  schema: 'api.graphql',
  documents: 'operations/*.graphql',
  generates: {
    'generated/': { preset: 'client', presetConfig: { persistedDocuments: true, fragmentMasking: false } },
  },
};
