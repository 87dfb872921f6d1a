package dev.theater.component;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import dev.theater.component.abi.Codecs;
import dev.theater.component.binary.ComponentDecoder;
import dev.theater.component.type.FunctionType;
import dev.theater.component.validation.ComponentType;
import dev.theater.component.validation.ComponentValidator;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ItemType;
import dev.theater.component.validation.ValidatedComponent;
import dev.theater.component.validation.ValidationRule;
import dev.theater.component.wasm.WasmEngine;
import org.jspecify.annotations.Nullable;

/**
 * A component: decoded, validated, its core modules compiled, ready to be linked.
 * Immutable and thread-safe; one serves all instances.
 */
public final class Component {

	/**
	 * Bytes of a file, as of each module in it; whoever reads files need not take more.
	 */
	private static final int MAX_FILE = 64 * 1024 * 1024;

	private final Map<String, ItemType> importTypes;

	private final List<ComponentImport> imports;

	private final List<ComponentExport> exports;

	private final @Nullable Plan plan;

	private final Codecs codecs = new Codecs();

	private final Supplier<String> witPrinter;

	private volatile @Nullable String wit;

	private Component(ValidatedComponent component, ModuleLoader loader, Supplier<String> witPrinter) {
		this.witPrinter = witPrinter;
		this.importTypes = component.type().imports();
		this.imports = Items.imports(this.importTypes);
		this.exports = Items.exports(component.type().exports());
		this.plan = this.importTypes.values().stream().allMatch(Component::isLinkable)
				? Planner.plan(component, loader.modules()) : null;
	}

	/**
	 * Whether a host could give it: functions, types, and instances of nothing but these.
	 */
	private static boolean isLinkable(ItemType item) {
		return switch (item) {
			case ItemType.Function function -> true;
			case ItemType.Type type -> true;
			case ItemType.Instance instance -> instance.type()
				.exports()
				.values()
				.stream()
				.allMatch((part) -> part instanceof ItemType.Function || part instanceof ItemType.Type);
			case ItemType.Component component -> false;
			case ItemType.CoreModule module -> false;
		};
	}

	/**
	 * Loads a component.
	 * @param engine how its core modules are run
	 * @param bytes the file
	 * @return the component
	 * @throws dev.theater.component.binary.MalformedComponentException if the bytes do
	 * not follow the binary format
	 * @throws dev.theater.component.validation.InvalidComponentException if the component
	 * breaks a rule, or if the file is a core module, which needs a world
	 * @throws dev.theater.component.type.UnsupportedFeatureException if it uses a known
	 * feature that is not supported
	 */
	public static Component load(WasmEngine engine, byte[] bytes) {
		if (kindOf(bytes) == ComponentDecoder.FileKind.CORE_MODULE) {
			throw CoreNames.noWorld();
		}
		ModuleLoader loader = new ModuleLoader(engine);
		ValidatedComponent component = new ComponentValidator(loader).validate(ComponentDecoder.decode(bytes));
		ComponentType type = component.type();
		return new Component(component, loader, () -> ComponentWit.print(type));
	}

	/**
	 * Loads a component, or a core module with canonical names, whose types the world
	 * tells.
	 * @param engine how core modules are run
	 * @param bytes the file
	 * @param world the types of a core module's imports and exports; a component does not
	 * need it and is not compared with it
	 * @return the component
	 * @throws dev.theater.component.binary.MalformedComponentException if the bytes do
	 * not follow the binary format
	 * @throws dev.theater.component.validation.InvalidComponentException if the component
	 * or module breaks a rule
	 * @throws dev.theater.component.type.UnsupportedFeatureException if it uses a known
	 * feature that is not supported
	 * @throws LinkException if a core module imports or exports what the world does not
	 * have
	 */
	public static Component load(WasmEngine engine, byte[] bytes, World world) {
		if (kindOf(bytes) == ComponentDecoder.FileKind.COMPONENT) {
			return load(engine, bytes);
		}
		ModuleLoader loader = new ModuleLoader(engine);
		CoreModuleAdapter.Adapted adapted = CoreModuleAdapter.adapt(loader, bytes, world);
		ValidatedComponent component = ComponentValidator.ofUnnamedTypes(loader).validate(adapted.component());
		return new Component(component, loader, () -> WorldWit.print(world, adapted.imports(), adapted.exports()));
	}

	/**
	 * What a file is, which must not be too large for that: nothing has copied or
	 * followed its bytes yet.
	 */
	private static ComponentDecoder.FileKind kindOf(byte[] bytes) {
		ComponentDecoder.FileKind kind = ComponentDecoder.kindOf(bytes);
		if (bytes.length > MAX_FILE) {
			throw new InvalidComponentException(ValidationRule.LIMIT,
					"a file of " + bytes.length + " bytes; at most " + MAX_FILE + " are allowed", -1);
		}
		return kind;
	}

	/**
	 * The component's world in WIT, as {@code wasm-tools component wit} prints it: the
	 * world {@code root}, then every interface that it names, as far as the component
	 * mentions it. Of a core module it is the part of its world that it uses, with the
	 * names that the world has. Printed when it is first asked for, and kept.
	 * @return a text of some thousand characters, cut after a million
	 */
	public String wit() {
		String text = this.wit;
		if (text == null) {
			text = this.witPrinter.get();
			this.wit = text;
		}
		return text;
	}

	/**
	 * What the component asks for.
	 * @return the imports in order
	 */
	public List<ComponentImport> imports() {
		return this.imports;
	}

	/**
	 * What the component offers.
	 * @return the exports in order
	 */
	public List<ComponentExport> exports() {
		return this.exports;
	}

	/**
	 * The type of an exported function.
	 * @param interfaceName the interface, found exactly or by a compatible version
	 * @param function the function
	 * @return its type, empty where there is none
	 */
	public Optional<FunctionType> exportedFunction(String interfaceName, String function) {
		Map<String, ComponentExport> byName = new LinkedHashMap<>();
		for (ComponentExport export : this.exports) {
			if (export.kind() == ItemKind.INTERFACE) {
				byName.put(export.name(), export);
			}
		}
		ComponentExport export = InterfaceName.find(byName, interfaceName);
		return export != null ? Optional.ofNullable(export.functions().get(function)) : Optional.empty();
	}

	Map<String, ItemType> importTypes() {
		return this.importTypes;
	}

	Plan plan() {
		if (this.plan == null) {
			throw new IllegalStateException("a component that cannot be linked has no plan");
		}
		return this.plan;
	}

	Codecs codecs() {
		return this.codecs;
	}

}
