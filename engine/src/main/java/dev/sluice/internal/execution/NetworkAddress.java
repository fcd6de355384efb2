// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.execution;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.HexFormat;

/// What identifies an anonymous caller.
final class NetworkAddress {
    /// Source: RFC 6177; a site has at least a /64, and can use all its addresses.
    private static final int NETWORK_BYTES = 8;

    private NetworkAddress() {}

    /// Returns the address, or the network of an IPv6 address. Every other text stays as it is.
    static String of(String address) {
        try {
            return InetAddress.ofLiteral(address) instanceof Inet6Address six
                    ? HexFormat.of().formatHex(six.getAddress(), 0, NETWORK_BYTES)
                    : address;
        } catch (IllegalArgumentException _) {
            return address;
        }
    }
}
