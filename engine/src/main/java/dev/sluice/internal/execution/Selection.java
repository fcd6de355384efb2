// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import graphql.execution.MergedSelectionSet;
import graphql.schema.GraphQLObjectType;

import java.util.List;

/// What is selected of the objects of one type at one place of a document.
///
/// @param merged the fields as graphql-java has them
/// @param fields in the order of the response
record Selection(GraphQLObjectType type, MergedSelectionSet merged, List<SelectedField> fields) {}
