# What `cmake --install` lays down: program, libraries, headers, pkg-config and CMake files.
include(CMakePackageConfigHelpers)
install(TARGETS tongchou RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS tongchou_shared EXPORT tongchouTargets
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR})
install(FILES include/tongchou.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY include/tongchou DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(DIRECTORY data/ DESTINATION ${CMAKE_INSTALL_DATADIR}/tongchou/data)
install(EXPORT tongchouTargets NAMESPACE tongchou::
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tongchou)
configure_package_config_file(solver/install/tongchouConfig.cmake.in
    ${CMAKE_BINARY_DIR}/tongchouConfig.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tongchou)
write_basic_package_version_file(${CMAKE_BINARY_DIR}/tongchouConfigVersion.cmake
    COMPATIBILITY SameMinorVersion)
file(RELATIVE_PATH TONGCHOU_PREFIX_FROM_PC
    ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
configure_file(solver/install/tongchou.pc.in ${CMAKE_BINARY_DIR}/tongchou.pc @ONLY)
install(FILES ${CMAKE_BINARY_DIR}/tongchouConfig.cmake
              ${CMAKE_BINARY_DIR}/tongchouConfigVersion.cmake
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/tongchou)
install(FILES ${CMAKE_BINARY_DIR}/tongchou.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
