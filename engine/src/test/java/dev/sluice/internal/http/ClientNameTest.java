// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.http;

import static dev.sluice.internal.http.Exchange.QUERY;
import static dev.sluice.internal.http.Exchange.post;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ClientNameTest {
    @ParameterizedTest
    @EnumSource
    void the_name_of_the_client_is_reported(EventKind kind) {
        var server = new Server();
        server.send(kind, post(QUERY).header("ApolloGraphQL-Client-Name", "shop web@2.1"));

        assertThat(server.events.getLast().clientName()).isEqualTo("shop web@2.1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "a\nb",
                "a\"b",
                "{}",
                "ä",
                "%n",
                "a,b",
                "0123456789012345678901234567890123456789012345678901234567890123456789"
            })
    void a_name_that_is_empty_or_long_or_has_other_characters_is_left_out(String name) {
        var server = new Server();
        server.send(post(QUERY).header("apollographql-client-name", name));

        assertThat(server.events.getLast().clientName()).isNull();
    }
}
