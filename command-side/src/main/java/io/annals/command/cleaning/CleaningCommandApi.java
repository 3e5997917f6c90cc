package io.annals.command.cleaning;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import io.annals.command.source.SourceDesk;
import io.annals.command.source.Sources;
import io.annals.contracts.customer.Identifier;
import io.annals.contracts.source.CleaningSettings;
import io.annals.eventstore.EventLog;
import io.annals.eventstore.KeyedHash;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class CleaningCommandApi {

    private static final List<String> REGIONS = PhoneNumberUtil.getInstance().getSupportedRegions().stream()
            .sorted()
            .toList();

    private final Cleaning cleaning;
    private final Sources sources;
    private final SourceDesk desk;
    private final KeyedHash hash;
    private final EventLog eventLog;

    CleaningCommandApi(Cleaning cleaning, Sources sources, SourceDesk desk, KeyedHash hash, EventLog eventLog) {
        this.cleaning = cleaning;
        this.sources = sources;
        this.desk = desk;
        this.hash = hash;
        this.eventLog = eventLog;
    }

    /** @param switchable false for the rule that every source needs */
    record RuleView(String rule, boolean on, boolean switchable) {}

    /** @param rules in the order in which they are asked */
    record CleaningView(List<RuleView> rules, CleaningSettings settings) {}

    @GetMapping("/api/sources/{id}/cleaning")
    @Operation(
            operationId = "findSourceCleaning",
            summary = "The rules that leave calls out of a source, in their order, and their settings")
    CleaningView find(@PathVariable String id) {
        return view(sources.find(id).cleaning());
    }

    @PutMapping("/api/sources/{id}/cleaning")
    @Operation(
            operationId = "changeSourceCleaning",
            summary = "Replace a source's cleaning settings; what is left out takes its default")
    ResponseEntity<CleaningView> change(
            @PathVariable String id, @RequestBody SettingsBody body, HttpServletRequest request) {
        CleaningSettings former = sources.find(id).cleaning();
        List<String> switchable =
                cleaning.names().stream().filter(CleaningCommandApi::switchable).toList();
        CleaningSettings wished = body.read(switchable, REGIONS, user -> hashed(user, former));
        Principal principal = request.getUserPrincipal();
        desk.clean(id, wished, principal == null ? "unknown" : principal.getName());
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(view(wished));
    }

    private CleaningView view(CleaningSettings settings) {
        List<RuleView> rules = cleaning.names().stream()
                .map(rule -> new RuleView(rule, !settings.off().contains(rule), switchable(rule)))
                .toList();
        return new CleaningView(rules, settings);
    }

    private static boolean switchable(String rule) {
        return !rule.equals(Cleaning.DUPLICATE);
    }

    /** The log is for ever: whoever tests a shop does not stand in it by name. */
    private String hashed(String user, CleaningSettings former) {
        if (former.testUsers().contains(user)) {
            return user;
        }
        return hash.of(new Identifier(user.contains("@") ? Identifier.EMAIL : Identifier.USER_ID, user));
    }
}
