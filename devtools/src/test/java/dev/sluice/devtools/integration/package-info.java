// SPDX-License-Identifier: Apache-2.0
/// The shop end to end: the packaged function on the tables of its own template, in any DynamoDB
/// that is given by URL.
@NullMarked
package dev.sluice.devtools.integration;

import org.jspecify.annotations.NullMarked;
