// SPDX-License-Identifier: Apache-2.0
// What a component asks for that shows the caller's orders, page by page.
import { graphql } from 'relay-runtime';

graphql`
  fragment orders_query on Query
  @refetchable(queryName: "ordersPageQuery")
  @argumentDefinitions(first: { type: "Int", defaultValue: 20 }, after: { type: "String" }) {
    me {
      orders(first: $first, after: $after) @connection(key: "orders_orders") {
        edges {
          node {
            status
          }
        }
      }
    }
  }
`;

graphql`
  query ordersQuery {
    ...orders_query
  }
`;
