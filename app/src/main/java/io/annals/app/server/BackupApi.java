package io.annals.app.server;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import javax.sql.DataSource;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.StreamingResponseBody;

@RestController
@Tag(name = "Operation")
class BackupApi {

    private final Archive archive;

    BackupApi(DataSource database) {
        this.archive = new Archive(database);
    }

    @GetMapping(value = "/api/backup", produces = "application/zip")
    @Operation(
            operationId = "backup",
            summary = "Streams everything that cannot be rebuilt, as of one instant, without the master key",
            responses =
                    @ApiResponse(
                            responseCode = "200",
                            description = "a zip of PostgreSQL binary copies",
                            content =
                                    @Content(
                                            mediaType = "application/zip",
                                            schema = @Schema(type = "string", format = "binary"))))
    ResponseEntity<StreamingResponseBody> backup() {
        return ResponseEntity.ok()
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=annals-backup.zip")
                .body(archive::write);
    }
}
