package io.filestore.engine;

import java.nio.file.Path;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import io.filestore.config.OnCorruption;
import io.filestore.config.StoreSettings;
import io.filestore.error.CorruptStoreException;
import io.filestore.report.Finding;
import io.filestore.report.Findings;

/**
 * What a start does about what it finds, as the settings say: it stops, or tells and goes
 * on.
 */
public final class Reaction {

    private static final Logger logger = LoggerFactory.getLogger(Reaction.class);

    private final StoreSettings settings;

    private final Findings findings;

    public Reaction(StoreSettings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Where to tell of what does not stop a start. */
    public Findings findings() {
        return this.findings;
    }

    /** Tells of something, or stops the start. */
    public void to(Finding finding) {
        if (finding.kind().isCorruption() && this.settings.onCorruption() == OnCorruption.FAIL) {
            Path path = finding.path();
            throw new CorruptStoreException((path != null) ? path : this.settings.directory().root(), 0,
                    finding.message() + " Or start with on-corruption=quarantine to go on with what is there.", null);
        }
        this.findings.add(finding);
    }

    /** Tells of stray files. */
    public void toStrays(List<Finding> strays) {
        strays.forEach(this.settings.reportStrayFiles() ? this.findings::add : (stray) -> logger.info(stray.text()));
    }

}
