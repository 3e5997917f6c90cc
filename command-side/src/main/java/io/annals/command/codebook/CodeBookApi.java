package io.annals.command.codebook;

import io.annals.command.Commands;
import io.annals.command.codebook.CodeCounts.CodeCount;
import io.annals.command.source.Sources;
import io.annals.contracts.source.CodeBook;
import io.annals.eventstore.EventLog;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Sources")
class CodeBookApi {

    private final CodeBooks books;
    private final CodeBookDesk desk;
    private final CodeCounts counts;
    private final Sources sources;
    private final EventLog eventLog;

    CodeBookApi(CodeBooks books, CodeBookDesk desk, CodeCounts counts, Sources sources, EventLog eventLog) {
        this.books = books;
        this.desk = desk;
        this.counts = counts;
        this.sources = sources;
        this.eventLog = eventLog;
    }

    /** @param counts what was changed, and the values no book knows, of this source, or of all */
    record CodeBookView(CodeBook book, List<CodeCount> counts) {}

    @GetMapping("/api/codes")
    @Operation(operationId = "findCodeBook", summary = "The code book of all sources, and the values no book knows")
    CodeBookView find() {
        return view(Book.OF_ALL, "");
    }

    @PutMapping("/api/codes")
    @Operation(
            operationId = "publishCodeBook",
            summary = "Publish the code book of all sources, complete; 412 when version is not the one in force")
    ResponseEntity<CodeBookView> publish(@RequestBody BookBody body, HttpServletRequest request) {
        return published(Book.OF_ALL, "", body, request);
    }

    @PostMapping(path = "/api/codes/csv", consumes = "text/csv")
    @Operation(
            operationId = "publishCodeBookCsv",
            summary = "Publish the code book of all sources from CSV with the columns field, code, value")
    ResponseEntity<CodeBookView> publishCsv(
            @RequestParam int version, @RequestBody String csv, HttpServletRequest request) {
        return published(Book.OF_ALL, "", BookBody.ofCsv(version, csv), request);
    }

    @GetMapping("/api/sources/{id}/codes")
    @Operation(
            operationId = "findSourceCodeBook",
            summary = "A source's own code book, which comes before that of all, and the values no book knows")
    CodeBookView find(@PathVariable String id) {
        return view(Book.of(sources.find(id).sourceId()), id);
    }

    @PutMapping("/api/sources/{id}/codes")
    @Operation(
            operationId = "publishSourceCodeBook",
            summary = "Publish a source's own code book, complete; 412 when version is not the one in force")
    ResponseEntity<CodeBookView> publish(
            @PathVariable String id, @RequestBody BookBody body, HttpServletRequest request) {
        return published(Book.of(sources.find(id).sourceId()), id, body, request);
    }

    @PostMapping(path = "/api/sources/{id}/codes/csv", consumes = "text/csv")
    @Operation(
            operationId = "publishSourceCodeBookCsv",
            summary = "Publish a source's own code book from CSV with the columns field, code, value")
    ResponseEntity<CodeBookView> publishCsv(
            @PathVariable String id, @RequestParam int version, @RequestBody String csv, HttpServletRequest request) {
        return published(Book.of(sources.find(id).sourceId()), id, BookBody.ofCsv(version, csv), request);
    }

    private ResponseEntity<CodeBookView> published(
            String bookId, String sourceId, BookBody body, HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        desk.publish(bookId, body.read(), principal == null ? "unknown" : principal.getName());
        return ResponseEntity.ok()
                .header("Annals-Position", Long.toString(eventLog.head()))
                .body(view(bookId, sourceId));
    }

    private CodeBookView view(String bookId, String sourceId) {
        return new CodeBookView(books.newest(bookId), Commands.asking(() -> counts.of(sourceId)));
    }
}
