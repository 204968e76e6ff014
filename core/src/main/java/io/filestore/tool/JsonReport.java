package io.filestore.tool;

import java.io.PrintStream;
import java.nio.file.Path;

import io.filestore.wal.LogReader.LogState;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Prints one JSON object at the end: <pre>
 * {"directory": "/srv/data", "log": {"lastLsn": 18, "waiting": 3},
 *  "collections": [{"path": "users", "strategy": "file-per-record", "rows": 3, …}],
 *  "findings": [{"message": "…", "remedy": "…"}]}
 * </pre>
 */
final class JsonReport implements Report {

    private final JsonMapper mapper = JsonMapper.shared();

    private final ObjectNode root = this.mapper.createObjectNode();

    private final ObjectNode log;

    private final ArrayNode collections;

    private final ArrayNode findings;

    private final Path directory;

    private final PrintStream out;

    JsonReport(Path directory, PrintStream out) {
        this.directory = directory;
        this.out = out;
        this.root.put("directory", directory.toString());
        this.log = this.root.putObject("log");
        this.collections = this.root.putArray("collections");
        this.findings = this.root.putArray("findings");
    }

    @Override
    public void log(LogState state) {
        this.log.put("lastLsn", state.lastLsn());
        this.log.put("waiting", state.waiting());
        if (state.flaw() != null && !state.damage()) {
            this.log.put("cutOff", state.flaw());
        }
    }

    @Override
    public void collection(Path path, String kind, CollectionCheck.State state, int count) {
        this.collections.addObject()
            .put("path", this.directory.relativize(path).toString())
            .put("strategy", kind)
            .put("rows", state.rows())
            .put("unrecorded", state.unrecorded())
            .put("incomplete", state.incomplete())
            .put("findings", count);
    }

    @Override
    public void finding(String what, String remedy) {
        this.findings.addObject().put("message", what).put("remedy", remedy);
    }

    @Override
    public void end(int collectionCount, int findingCount) {
        this.out.println(this.mapper.writerWithDefaultPrettyPrinter().writeValueAsString(this.root));
    }

}
