// SPDX-License-Identifier: Apache-2.0
package peer;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.graphql.GraphQlSourceBuilderCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.core.io.FileSystemResource;

import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/// The shop's queries with Spring for GraphQL.
@SpringBootApplication
public class Application {
    @Bean
    DynamoDbClient client() {
        return DynamoDbClient.builder().httpClient(UrlConnectionHttpClient.create()).build();
    }

    @Bean
    GraphQlSourceBuilderCustomizer schema() {
        return builder ->
                builder.schemaResources(new FileSystemResource(System.getenv("PEER_SCHEMA")));
    }
}
