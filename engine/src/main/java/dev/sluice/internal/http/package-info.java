// SPDX-License-Identifier: Apache-2.0
/// GraphQL over HTTP: reads requests, chooses statuses and media types, writes replies.
@NullMarked
package dev.sluice.internal.http;

import org.jspecify.annotations.NullMarked;
