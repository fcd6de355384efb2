// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import graphql.GraphQL;
import graphql.language.Document;
import graphql.schema.GraphQLSchema;

import java.util.Map;

/// The API without the fields of some flags.
///
/// @param trusted the trusted documents that use none of these fields, by their text
record VisibleApi(GraphQLSchema schema, GraphQL graphQl, Map<String, Document> trusted) {}
