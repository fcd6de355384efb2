// SPDX-License-Identifier: Apache-2.0
package dev.sluice.interfaces;

import dev.sluice.policy.Code;

import java.util.List;

/// An HTTP response together with what telemetry is told of it.
record Reply(HttpResponse response, List<Code> codes) {}
