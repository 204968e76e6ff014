package io.filestore.restart;

import java.util.List;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.devtools.restart.Restarter;
import org.springframework.context.event.EventListener;

/** Restarts itself twice by DevTools, and says what each run finds. */
@SpringBootApplication
public class RestartedApplication {

    private static final int RUNS = 3;

    private final Notes notes;

    RestartedApplication(Notes notes) {
        this.notes = notes;
    }

    public static void main(String[] arguments) {
        SpringApplication.run(RestartedApplication.class, arguments);
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        this.notes.save(new Note(null, "run"));
        List<Note> found = this.notes.findAll();
        System.out.println("FOUND " + found.size() + " in " + Note.class.getClassLoader());
        // The restart waits for its own threads, but not for this one.
        new Thread(() -> {
            if (found.size() < RUNS) {
                Restarter.getInstance().restart();
            }
            else {
                System.exit(SpringApplication.exit(event.getApplicationContext()));
            }
        }).start();
    }

}
