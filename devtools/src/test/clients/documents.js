// SPDX-License-Identifier: Apache-2.0
// What both clients send.

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

/** Trusted by the server that the test starts. */
export const ONE_PRODUCT = `
  query OneProduct($id: ID!) {
    products(ids: [$id]) {
      name
    }
  }
`;
