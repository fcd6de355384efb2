// SPDX-License-Identifier: Apache-2.0
// The documents that both clients send.

export const ORDERS = `
  query Orders($after: String) {
    me {
      id
      orders(first: 20, after: $after) {
        edges {
          node {
            id
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  }
`;

/** The server that the test starts trusts this document. */
export const ONE_PRODUCT = `
  query OneProduct($id: ID!) {
    products(ids: [$id]) {
      name
    }
  }
`;
