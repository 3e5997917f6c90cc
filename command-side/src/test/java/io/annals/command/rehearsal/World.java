package io.annals.command.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.annals.command.CommandServer;
import io.annals.command.CommandServer.Answer;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.customer.IdentityEvent.CustomersMerged;
import io.annals.contracts.customer.IdentityEvent.IdentifierAttached;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;

/** A small crowd with few names, so that they meet; its names are nobody else's. */
record World(String name) {

    /** The names of one call; 0 for none of a kind. */
    record Names(int user, int email, int phone, int visitor) {}

    /** What happens once: a withdrawal or a grant by the visitor's name, or a separation of whoever was merged. */
    enum Turn {
        WITHDRAW,
        GRANT,
        SEPARATE,
        NOTHING
    }

    Identifier user(int number) {
        return new Identifier(Identifier.USER_ID, "u" + number + "-" + name);
    }

    Identifier email(int number) {
        return new Identifier(Identifier.EMAIL, "e" + number + "@" + name + ".example");
    }

    Identifier phone(int number) {
        return new Identifier(Identifier.PHONE, "+" + number + name.substring(1) + "0000000");
    }

    Identifier visitor(int number) {
        return new Identifier(Identifier.ANONYMOUS_ID, "v" + number + "-" + name);
    }

    List<Identifier> all(int each) {
        List<Identifier> all = new ArrayList<>();
        for (int number = 1; number <= each; number++) {
            all.addAll(List.of(user(number), email(number), phone(number), visitor(number)));
        }
        return all;
    }

    void send(CommandServer server, String key, Names names) {
        Answer answer = server.post("/v1/identify", key, item(names));
        boolean nobody = answer.body().path("code").asString("").equals("identity-blocked");
        assertThat(nobody || answer.status() == 200)
                .as(answer.body().toString())
                .isTrue();
    }

    void happen(CommandServer server, Turn turn, int visitor) {
        switch (turn) {
            case WITHDRAW -> consent(server, visitor, "withdrawn");
            case GRANT -> consent(server, visitor, "granted");
            case SEPARATE -> separate(server);
            case NOTHING -> {}
        }
    }

    private void consent(CommandServer server, int visitor, String state) {
        String body =
                "{\"identifier\":{\"type\":\"anonymous_id\",\"value\":\"%s\"},\"state\":\"%s\",\"evidence\":\"said so\"}"
                        .formatted(visitor(visitor).value(), state);
        Answer answer = server.send(server.request("/api/consents/collection")
                .header("X-Signed-In", "anna")
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(body)));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
    }

    /** The first of this world that is still merged. */
    private void separate(CommandServer server) {
        List<String> mine = server.events(IdentifierAttached.class).stream()
                .filter(attached -> attached.identifier().value().contains(name))
                .map(IdentifierAttached::customerId)
                .toList();
        server.events(CustomersMerged.class).stream()
                .map(CustomersMerged::absorbed)
                .filter(mine::contains)
                .findFirst()
                .ifPresent(absorbed -> server.send(server.request("/api/customers/" + absorbed + "/unmerge")
                        .header("X-Signed-In", "anna")
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"reason\":\"two people\"}"))));
    }

    private String item(Names names) {
        StringBuilder item = new StringBuilder("{\"traits\":{");
        item.append(
                names.email() == 0 ? "" : "\"email\":\"" + email(names.email()).value() + "\"");
        item.append(names.email() == 0 || names.phone() == 0 ? "" : ",");
        item.append(
                names.phone() == 0 ? "" : "\"phone\":\"" + phone(names.phone()).value() + "\"");
        item.append("}");
        item.append(
                names.user() == 0 ? "" : ",\"userId\":\"" + user(names.user()).value() + "\"");
        item.append(
                names.visitor() == 0
                        ? ""
                        : ",\"anonymousId\":\"" + visitor(names.visitor()).value() + "\"");
        return item.append("}").toString();
    }
}
