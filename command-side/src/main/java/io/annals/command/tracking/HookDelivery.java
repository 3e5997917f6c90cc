package io.annals.command.tracking;

import io.annals.command.hook.Hooks;
import io.annals.command.hook.Unmapped;
import io.annals.command.source.Sources.Registered;
import io.annals.command.tracking.Reception.Delivery;
import io.annals.contracts.source.Declaration.Mode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** What a third party told by a webhook: the calls it becomes, or, as long as its mapping makes none, the body itself. */
record HookDelivery(Map<String, Object> said, long bytes, boolean tooDeep, String remoteAddress, Instant at) {

    Delivery through(Hooks hooks, Registered source) {
        try {
            return delivery(hooks.calls(source, said).stream().map(this::call).toList(), null);
        } catch (Unmapped unmapped) {
            Rejected why = new Rejected(unmapped.code(), String.valueOf(unmapped.getMessage()));
            // Nobody declared what a body says that becomes no call.
            boolean held = source.declaration().mode() == Mode.OFF;
            return delivery(List.of(new Json.Item(held ? said : null, bytes, tooDeep)), why);
        }
    }

    private Json.Item call(Map<String, Object> call) {
        return new Json.Item(call, JsonMapper.shared().writeValueAsBytes(call).length, tooDeep);
    }

    private Delivery delivery(List<Json.Item> items, @Nullable Rejected unreadable) {
        return new Delivery(new Said(items, null, null, null, null), remoteAddress, at, unreadable);
    }
}
