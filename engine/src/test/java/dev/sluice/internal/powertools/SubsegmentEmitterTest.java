// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.powertools;

import static org.assertj.core.api.Assertions.assertThat;

import com.amazonaws.xray.AWSXRayRecorder;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.entities.SegmentImpl;
import com.amazonaws.xray.entities.SubsegmentImpl;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

class SubsegmentEmitterTest {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final AWSXRayRecorder recorder = AWSXRayRecorderBuilder.standard().build();
    private final SegmentImpl segment = new SegmentImpl(recorder, "facade");

    private SubsegmentImpl subsegment(String name) {
        var subsegment = new SubsegmentImpl(recorder, name, segment);
        subsegment.setParent(segment);
        subsegment.setNamespace("shop");
        return subsegment;
    }

    @Test
    void it_writes_what_the_emitter_of_the_SDK_writes() throws IOException {
        var graphQl = subsegment("## GraphQL");
        graphQl.putAnnotation("operation", "Home \"é\"");
        graphQl.putAnnotation("status", 200);
        var query = subsegment("## DynamoDB Query");
        query.setParent(graphQl);
        query.putMetadata("tables", "Orders");
        query.putMetadata("items", 1);
        query.setFault(true);
        var unfinished = subsegment("## DynamoDB GetItem");
        unfinished.setParent(graphQl);
        graphQl.addSubsegment(query);
        graphQl.addSubsegment(unfinished);
        query.end();
        graphQl.end();

        var sent = new String(SubsegmentEmitter.document(graphQl), StandardCharsets.UTF_8);

        var parts = sent.split("\n", 2);
        assertThat(parts[0]).isEqualTo("{\"format\": \"json\", \"version\": 1}");
        assertThat(JSON.readTree(parts[1])).isEqualTo(JSON.readTree(graphQl.streamSerialize()));
    }
}
