// SPDX-License-Identifier: Apache-2.0
package dev.sluice.internal.dynamodb;

import static dev.sluice.internal.dynamodb.TypeFixture.attribute;
import static dev.sluice.internal.dynamodb.TypeFixture.shape;
import static dev.sluice.internal.dynamodb.TypeFixture.type;

import dev.sluice.internal.schema.AttributeType;
import dev.sluice.internal.schema.AttributeType.Embedded;
import dev.sluice.internal.schema.AttributeType.ListOf;
import dev.sluice.internal.schema.AttributeType.SetOf;
import dev.sluice.internal.schema.Catalog;
import dev.sluice.internal.schema.KeyAttribute;
import dev.sluice.internal.schema.KeySchema;
import dev.sluice.internal.schema.ObjectShape;
import dev.sluice.internal.schema.Projection;
import dev.sluice.internal.schema.ScalarKind;
import dev.sluice.internal.schema.StoredAs;
import dev.sluice.internal.schema.StoredType;
import dev.sluice.internal.schema.Table;
import dev.sluice.internal.schema.Target;

import graphql.language.Document;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// A schema for tests: one table for all kinds of customer items, and separate tables for products
/// and others.
public final class Shop {
    static final ObjectShape LINE =
            shape(
                    "Line",
                    attribute("productId", ScalarKind.ID),
                    attribute("quantity", ScalarKind.INT));

    public static final StoredType USER =
            type("User", "Customers")
                    .field("id", ScalarKind.ID)
                    .field("name", ScalarKind.STRING)
                    .nullable("phone", ScalarKind.STRING)
                    .version("version")
                    .key("CUSTOMER#{id}", "Z_PROFILE");

    public static final StoredType ORDER =
            type("Order", "Customers")
                    .field("customerId", ScalarKind.ID)
                    .field("id", ScalarKind.ID, "$uuid")
                    .field("status", ScalarKind.ENUM, "'PLACED'")
                    .field("placedAt", ScalarKind.DATE_TIME, "$now")
                    .nullable("note", ScalarKind.STRING)
                    .field(attribute("lines", new ListOf(new Embedded("Line"), true, 3), true))
                    .field("total", ScalarKind.DECIMAL)
                    .index("byStatus", "{customerId}", "{status}#{placedAt}", Set.of())
                    .key("CUSTOMER#{customerId}", "ORDER#{id}");

    /// Keys of single fields, and an index that projects only some attributes.
    public static final StoredType PRODUCT =
            type("Product", "Products")
                    .field("id", ScalarKind.ID)
                    .field("name", ScalarKind.STRING)
                    .nullable("category", ScalarKind.STRING)
                    .nullable("price", ScalarKind.DECIMAL)
                    .nullable("stock", ScalarKind.INT)
                    .index("byCategory", "{category}", "{price}", Set.of("name"))
                    .key("{id}", null);

    /// A numeric sort key, and a TTL.
    public static final StoredType EVENT =
            type("Event", "Events")
                    .field("stream", ScalarKind.ID)
                    .field("number", ScalarKind.DECIMAL)
                    .nullable("text", ScalarKind.STRING)
                    .ttl("expiresAt")
                    .key("{stream}", "{number}");

    /// A text sort key.
    public static final StoredType WORD =
            type("Word", "Words")
                    .field("book", ScalarKind.ID)
                    .field("word", ScalarKind.STRING)
                    .key("{book}", "{word}");

    public static final StoredType THING =
            type("Thing", "Things")
                    .field("id", ScalarKind.ID)
                    .nullable("int", ScalarKind.INT)
                    .nullable("float", ScalarKind.FLOAT)
                    .nullable("decimal", ScalarKind.DECIMAL)
                    .nullable("time", ScalarKind.DATE_TIME)
                    .nullable("seconds", ScalarKind.EPOCH_SECONDS)
                    .nullable("binary", ScalarKind.BINARY)
                    .nullable("flag", ScalarKind.BOOLEAN)
                    .nullable("json", ScalarKind.JSON)
                    .nullable("size", ScalarKind.STRING)
                    .field(
                            attribute(
                                    "texts",
                                    new ListOf(
                                            new AttributeType.Scalar(ScalarKind.STRING), true, 3),
                                    false))
                    .field(
                            attribute(
                                    "gaps",
                                    new ListOf(
                                            new AttributeType.Scalar(ScalarKind.STRING),
                                            false,
                                            null),
                                    false))
                    .field(attribute("tags", new SetOf(ScalarKind.STRING, 3), true))
                    .field(attribute("numbers", new SetOf(ScalarKind.INT, null), false))
                    .field(attribute("line", new Embedded("Line"), false))
                    .key("{id}", null);

    /// A version, a TTL, an owner, defaults, and a composed index key.
    static final StoredType TASK =
            type("Task", "Tasks")
                    .field("list", ScalarKind.ID)
                    .field("id", ScalarKind.ID, "$uuid")
                    .field("owner", ScalarKind.ID)
                    .field("state", ScalarKind.ENUM, "'OPEN'")
                    .nullable("due", ScalarKind.DATE_TIME)
                    .nullable("title", ScalarKind.STRING)
                    .nullable("points", ScalarKind.INT)
                    .field(attribute("labels", new SetOf(ScalarKind.STRING, null), true))
                    .field(
                            attribute(
                                    "notes",
                                    new ListOf(
                                            new AttributeType.Scalar(ScalarKind.STRING),
                                            true,
                                            null),
                                    false))
                    .version("version")
                    .ttl("expiresAt")
                    .index("byState", "{owner}", "{state}#{due}", null)
                    .key("LIST#{list}", "TASK#{id}");

    public static final Target ACCOUNT_ITEM = new Target("AccountItem", List.of(USER, ORDER));

    private static final KeySchema CUSTOMER_KEY = new KeySchema(text("pk"), text("sk"));

    public static final Map<String, Table> TABLES =
            Map.of(
                    "Customers",
                    new Table(
                            "Customers",
                            CUSTOMER_KEY,
                            null,
                            List.of(
                                    new Table.Index(
                                            "byStatus",
                                            new KeySchema(text("customerId"), text("byStatusSk")),
                                            new Projection.KeysOnly()))),
                    "Products",
                    new Table(
                            "Products",
                            new KeySchema(text("id"), null),
                            null,
                            List.of(
                                    new Table.Index(
                                            "byCategory",
                                            new KeySchema(text("category"), number("price")),
                                            new Projection.Include(List.of("name"))))),
                    "Events",
                    new Table(
                            "Events",
                            new KeySchema(text("stream"), number("number")),
                            "expiresAt",
                            List.of()),
                    "Words",
                    new Table("Words", new KeySchema(text("book"), text("word")), null, List.of()),
                    "Tasks",
                    new Table(
                            "Tasks",
                            CUSTOMER_KEY,
                            "expiresAt",
                            List.of(
                                    new Table.Index(
                                            "byState",
                                            new KeySchema(text("owner"), text("byStateSk")),
                                            new Projection.All()))),
                    "Things",
                    new Table("Things", new KeySchema(text("id"), null), null, List.of()));

    private Shop() {}

    public static Catalog catalog() {
        var types = new HashMap<String, StoredType>();
        var shapes = new HashMap<String, ObjectShape>();
        for (StoredType type : List.of(USER, ORDER, PRODUCT, EVENT, WORD, THING, TASK)) {
            types.put(type.name(), type);
            shapes.put(type.name(), type.shape());
        }
        shapes.put("Line", LINE);
        return new Catalog(
                Document.newDocument().build(),
                types,
                shapes,
                Map.of(),
                Map.of(),
                TABLES,
                Set.of(),
                null,
                null,
                null,
                Map.of(),
                Map.of(),
                List.of());
    }

    static KeyAttribute text(String name) {
        return new KeyAttribute(name, StoredAs.S);
    }

    static KeyAttribute number(String name) {
        return new KeyAttribute(name, StoredAs.N);
    }
}
