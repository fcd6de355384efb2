// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.fault;

/// One fault and the requests that it meets.
///
/// @param text as the developer wrote it
public record FaultRule(String text, Fault fault, FaultScope scope, Share share) {}
