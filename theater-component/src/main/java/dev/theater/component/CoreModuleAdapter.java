package dev.theater.component;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.theater.component.LinkException.Mismatch;
import dev.theater.component.binary.CanonOption;
import dev.theater.component.binary.CanonOption.Kind;
import dev.theater.component.binary.ComponentAst;
import dev.theater.component.binary.CoreExternType;
import dev.theater.component.binary.CoreModuleBytes;
import dev.theater.component.binary.DefType;
import dev.theater.component.binary.Definition;
import dev.theater.component.binary.ExternDesc;
import dev.theater.component.binary.NamedIndex;
import dev.theater.component.binary.Sort;
import dev.theater.component.binary.SortIndex;
import dev.theater.component.type.FlatSignature;
import dev.theater.component.type.FunctionType;
import dev.theater.component.validation.CoreModuleType;
import dev.theater.component.validation.ExternName;
import dev.theater.component.validation.InvalidComponentException;
import dev.theater.component.validation.ValidationRule;
import org.jspecify.annotations.Nullable;

/**
 * Makes a component in memory of a core module with canonical names: the module, a shim
 * for its imports, the lowered functions of the host, and its exports lifted. The
 * component then goes the same way as one from a file.
 */
final class CoreModuleAdapter {

	private static final long NOWHERE = TypeWriter.NOWHERE;

	private static final long MAIN = 0;

	private static final long SHIM = 1;

	private final World world;

	private final CoreModuleType module;

	private final CoreNames names;

	private final List<Definition> out = new ArrayList<>();

	private final TypeWriter types = new TypeWriter(this.out);

	private final List<Mismatch> mismatches = new ArrayList<>();

	private final Map<String, HostInterface> hosts = new LinkedHashMap<>();

	private final Map<CoreNames.Function, FunctionType> importTypes = new LinkedHashMap<>();

	private final Map<CoreNames.Function, FunctionType> exportTypes = new LinkedHashMap<>();

	private int coreFunctions;

	private int coreInstances;

	private int functions;

	private int instances;

	private CoreModuleAdapter(World world, CoreModuleType module) {
		this.world = world;
		this.module = module;
		this.names = CoreNames.of(module);
	}

	/**
	 * A core module as a component.
	 *
	 * @param component the component
	 * @param imports the functions that the module imports, by the host's interfaces
	 * @param exports the functions that it exports, by interfaces
	 */
	record Adapted(ComponentAst component, Map<String, Map<String, FunctionType>> imports,
			Map<String, Map<String, FunctionType>> exports) {
	}

	static Adapted adapt(ModuleLoader loader, byte[] bytes, World world) {
		CoreModuleBytes main = CoreModuleBytes.of(bytes);
		CoreModuleAdapter adapter = new CoreModuleAdapter(world, loader.read(main, 0));
		ComponentAst component = adapter.build(main);
		Map<String, Map<String, FunctionType>> imports = new LinkedHashMap<>();
		adapter.importTypes.forEach(
				(function, type) -> imports
					.computeIfAbsent(Objects.requireNonNull(adapter.hosts.get(function.interfaceName())).name(),
							(name) -> new LinkedHashMap<>())
					.put(function.function(), type));
		Map<String, Map<String, FunctionType>> exports = new LinkedHashMap<>();
		adapter.exportTypes.forEach(
				(function, type) -> exports.computeIfAbsent(function.interfaceName(), (name) -> new LinkedHashMap<>())
					.put(function.function(), type));
		return new Adapted(component, imports, exports);
	}

	private ComponentAst build(CoreModuleBytes main) {
		resolveImports();
		resolveExports();
		if (!this.mismatches.isEmpty()) {
			throw new LinkException(this.mismatches);
		}
		new CoreNameTypes(this.module, this.names).check(this.importTypes, this.exportTypes);
		importInterfaces();
		this.out.add(new Definition.CoreModule(0, main));
		List<CoreNames.Function> imports = this.names.imports();
		List<CoreExternType.Function> signatures = imports.stream().map((each) -> coreType(each, true)).toList();
		if (!imports.isEmpty()) {
			this.out.add(new Definition.CoreModule(NOWHERE, ShimModules.shim(signatures)));
			coreInstance(SHIM, List.of());
		}
		long mainInstance = coreInstance(MAIN, bundlesOfShims());
		if (this.names.memory() != null) {
			this.out.add(new Definition.CoreExportAlias(NOWHERE, Sort.CORE_MEMORY, mainInstance, this.names.memory()));
		}
		long realloc = this.names.realloc() != null ? coreFunction(mainInstance, this.names.realloc()) : -1;
		connectImports(mainInstance, realloc, signatures);
		exportInterfaces(mainInstance, realloc);
		return new ComponentAst(0, this.out);
	}

	private void resolveImports() {
		for (CoreNames.Function each : this.names.imports()) {
			HostInterface host = InterfaceName.find(this.world.imports(), each.interfaceName());
			if (host == null) {
				this.mismatches.add(isInterface(each.interfaceName()) ? ImportCheck.unknown(each
					.interfaceName(), this.world.imports().keySet()) : new Mismatch(
							"\"" + each.module() + "\" \"" + each.core() + "\"",
							"a core import that is not of an interface such as \"theater:simple/runtime\"; build the"
									+ " module without other imports, or make a component of it"));
				continue;
			}
			HostInterface.Entry entry = host.entries().get(each.function());
			if (entry == null) {
				this.mismatches.add(new Mismatch(each.path(), "the module imports it; the host's " + host.name()
						+ " has no such function, only: " + ImportCheck.names(host.entries().keySet())));
				continue;
			}
			this.hosts.put(each.interfaceName(), host);
			this.importTypes.put(each, entry.type());
			compare(each, entry.type(), FlatSignature.lowered(entry.type()), true);
		}
	}

	/** The newer names carry the deciding part of the version only. */
	private static boolean isInterface(String name) {
		int at = name.indexOf('@');
		return ExternName.isInterface(at < 0 ? name : name.substring(0, at));
	}

	private void resolveExports() {
		for (CoreNames.Function each : this.names.exports()) {
			Map<String, FunctionType> known = InterfaceName.find(this.world.exports(), each.interfaceName());
			FunctionType type = known != null ? known.get(each.function()) : null;
			if (each.interfaceName().isEmpty()) {
				this.mismatches.add(new Mismatch("\"" + each.core() + "\"",
						"the module exports it outside of any interface; functions of interfaces are right, such as"
								+ " \"cm32p2|namespace:package/interface|function\""));
				continue;
			}
			if (type == null) {
				this.mismatches.add(new Mismatch(each.path(),
						"the module exports it; the world that it is loaded with" + (known == null
								? " has no such interface, only: " + ImportCheck.names(this.world.exports().keySet())
								: " has no such function, only: " + ImportCheck.names(known.keySet()))));
				continue;
			}
			this.exportTypes.put(each, type);
			compare(each, type, FlatSignature.lifted(type), false);
		}
	}

	private void compare(CoreNames.Function function, FunctionType type, FlatSignature flat, boolean imported) {
		CoreExternType.Function wanted = ModuleLoader.signature(flat);
		CoreExternType.Function given = coreType(function, imported);
		if (!given.equals(wanted)) {
			this.mismatches.add(new Mismatch(function.path(),
					"the module " + (imported ? "imports " : "exports ") + given + "; " + type + " needs " + wanted));
		}
	}

	private CoreExternType.Function coreType(CoreNames.Function function, boolean imported) {
		CoreExternType type = imported ? this.module.imports()
			.stream()
			.filter((each) -> each.module().equals(function.module()) && each.name().equals(function.core()))
			.findFirst()
			.orElseThrow()
			.type() : this.module.exports().get(function.core());
		if (type instanceof CoreExternType.Function core) {
			return core;
		}
		throw new InvalidComponentException(ValidationRule.CANONICAL_NAMES,
				"\"" + function.core() + "\" is " + type + " where its name says that it is a function", NOWHERE);
	}

	private void importInterfaces() {
		this.hosts.forEach((name, host) -> {
			List<Definition> declarations = new ArrayList<>();
			TypeWriter inner = new TypeWriter(declarations);
			this.importTypes.forEach((function, type) -> {
				if (function.interfaceName().equals(name)) {
					int index = inner.function(type);
					declarations.add(new Definition.ExportDeclaration(NOWHERE, function.function(),
							new ExternDesc.Function(index)));
				}
			});
			int type = this.types.define(new DefType.Instance(List.copyOf(declarations)));
			this.out.add(new Definition.Import(NOWHERE, this.names.isWhole(name) ? name : host.name(),
					new ExternDesc.Instance(type)));
			this.instances++;
		});
	}

	/** One core instance per module name that the module imports from. */
	private List<NamedIndex> bundlesOfShims() {
		Map<String, List<NamedIndex>> byModule = new LinkedHashMap<>();
		for (int i = 0; i < this.names.imports().size(); i++) {
			CoreNames.Function each = this.names.imports().get(i);
			byModule.computeIfAbsent(each.module(), (name) -> new ArrayList<>())
				.add(core(each.core(), coreFunction(0, String.valueOf(i))));
		}
		List<NamedIndex> arguments = new ArrayList<>();
		byModule.forEach((module, items) -> arguments.add(instanceArgument(module, bundle(items))));
		return arguments;
	}

	/** Lowers the host's functions and lets the fixup put them into the shim's table. */
	private void connectImports(long mainInstance, long realloc, List<CoreExternType.Function> signatures) {
		List<NamedIndex> actual = new ArrayList<>();
		List<String> hostOrder = List.copyOf(this.hosts.keySet());
		int number = 0;
		for (CoreNames.Function each : this.names.imports()) {
			this.out.add(new Definition.ExportAlias(NOWHERE, Sort.FUNCTION, hostOrder.indexOf(each.interfaceName()),
					each.function()));
			this.out.add(new Definition.Lower(NOWHERE, this.functions++, options(realloc, -1)));
			actual.add(core(String.valueOf(number++), this.coreFunctions++));
		}
		boolean initialize = this.names.initialize() != null;
		if (initialize) {
			actual.add(core(ShimModules.INITIALIZE,
					coreFunction(mainInstance, Objects.requireNonNull(this.names.initialize()))));
		}
		if (actual.isEmpty()) {
			return;
		}
		this.out.add(new Definition.CoreModule(NOWHERE, ShimModules.fixup(signatures, initialize)));
		List<NamedIndex> arguments = new ArrayList<>(List.of(instanceArgument("actual", bundle(actual))));
		if (!signatures.isEmpty()) {
			arguments.add(instanceArgument("shim", 0));
		}
		coreInstance(signatures.isEmpty() ? 1 : 2, arguments);
	}

	private void exportInterfaces(long mainInstance, long realloc) {
		Map<String, List<NamedIndex>> byInterface = new LinkedHashMap<>();
		this.exportTypes.forEach((function, type) -> {
			int typeIndex = this.types.function(type);
			long core = coreFunction(mainInstance, function.core());
			long post = function.postReturn() != null ? coreFunction(mainInstance, function.postReturn()) : -1;
			this.out.add(new Definition.Lift(NOWHERE, core, options(realloc, post), typeIndex));
			byInterface.computeIfAbsent(function.interfaceName(), (name) -> new ArrayList<>())
				.add(new NamedIndex(function.function(), new SortIndex(Sort.FUNCTION, this.functions++), NOWHERE));
		});
		byInterface.forEach((name, items) -> {
			this.out.add(new Definition.Bundle(NOWHERE, List.copyOf(items)));
			this.out.add(new Definition.Export(NOWHERE, exportName(name), new SortIndex(Sort.INSTANCE, this.instances),
					null));
			this.instances += 2;
		});
	}

	/** The name of an exported interface, with its whole version. */
	private String exportName(String name) {
		return this.names.isWhole(name) ? name
				: Objects.requireNonNull(InterfaceName.findName(this.world.exports().keySet(), name));
	}

	private List<CanonOption> options(long realloc, long postReturn) {
		List<CanonOption> options = new ArrayList<>(List.of(new CanonOption(Kind.UTF8, 0, NOWHERE)));
		if (this.names.memory() != null) {
			options.add(new CanonOption(Kind.MEMORY, 0, NOWHERE));
		}
		if (realloc >= 0) {
			options.add(new CanonOption(Kind.REALLOC, realloc, NOWHERE));
		}
		if (postReturn >= 0) {
			options.add(new CanonOption(Kind.POST_RETURN, postReturn, NOWHERE));
		}
		return options;
	}

	private long coreFunction(long instance, String name) {
		this.out.add(new Definition.CoreExportAlias(NOWHERE, Sort.CORE_FUNCTION, instance, name));
		return this.coreFunctions++;
	}

	private long coreInstance(long coreModule, List<NamedIndex> arguments) {
		this.out.add(new Definition.CoreInstantiate(NOWHERE, coreModule, arguments));
		return this.coreInstances++;
	}

	private long bundle(List<NamedIndex> items) {
		this.out.add(new Definition.CoreBundle(NOWHERE, List.copyOf(items)));
		return this.coreInstances++;
	}

	private static NamedIndex core(String name, long function) {
		return new NamedIndex(name, new SortIndex(Sort.CORE_FUNCTION, function), NOWHERE);
	}

	private static NamedIndex instanceArgument(String name, long instance) {
		return new NamedIndex(name, new SortIndex(Sort.CORE_INSTANCE, instance), NOWHERE);
	}

}
