// SPDX-License-Identifier: Apache-2.0
package dev.sluice.devtools.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sluice.devtools.failure.ExitCode;
import dev.sluice.devtools.failure.Failure;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointTest {

    @ParameterizedTest
    @CsvSource({
        "aws, ",
        "https://dynamodb.eu-central-1.amazonaws.com, eu-central-1",
        "https://DYNAMODB.eu-central-1.AMAZONAWS.com, eu-central-1",
        "https://dynamodb-fips.us-east-1.amazonaws.com, us-east-1",
        "https://123456789012.ddb.us-east-1.amazonaws.com, ",
        "https://dynamodb.cn-north-1.amazonaws.com.cn, cn-north-1",
        "https://dynamodb.eu-central-1.api.aws, eu-central-1",
    })
    void a_host_of_AWS_is_told_from_others(String text, @Nullable String region) {
        assertThat(Endpoint.parse(text).isAws()).isTrue();
        assertThat(Endpoint.parse(text).region()).isEqualTo(region);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:8000",
                "http://localhost.localstack.cloud:4566",
                "http://amazonaws.com.example.org",
                "http://notamazonaws.com"
            })
    void any_other_host_is_a_developers_own(String text) {
        assertThat(Endpoint.parse(text).isAws()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:8000", "ftp://localhost", "http://", "http://a b"})
    void what_is_no_URL_is_a_usage_error(String text) {
        assertThatThrownBy(() -> Endpoint.parse(text))
                .isInstanceOfSatisfying(
                        Failure.class, e -> assertThat(e.exitCode()).isEqualTo(ExitCode.USAGE));
    }

    @Test
    void it_is_shown_as_it_was_given() {
        assertThat(Endpoint.parse("aws")).hasToString("AWS");
        assertThat(Endpoint.parse("http://localhost:8000")).hasToString("http://localhost:8000");
    }
}
