package dev.theater.spring.integration;

import java.util.Map;

import dev.theater.runtime.ActorDirectory;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** An application that asks nothing of the class path but Boot and the runtime. */
@SpringBootConfiguration
@EnableAutoConfiguration
public class PlainApplication {

	/** Starts a desk and prints its status and the names of all beans. */
	public static void main(String[] arguments) {
		SpringApplication application = new SpringApplication(PlainApplication.class);
		application.setDefaultProperties(Map.of("theater.actors.desk.manifest", "desk.toml", "server.port", "0",
				"management.endpoints.web.exposure.include", "*"));
		try (ConfigurableApplicationContext context = application.run(arguments)) {
			String status = context.getBean(ActorDirectory.class).find("desk").orElseThrow().status().name();
			System.out.println("beans: desk is " + status + "," + String.join(",", context.getBeanDefinitionNames()));
		}
	}

}
